"""Back-propagation by hand: a list of assignments is fetched, with its values and for its effect alone."""
import numpy as np
import tensorflow as tf

x_data = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]], dtype=np.float32)
y_data = np.array([[0.0], [1.0], [1.0], [1.0]], dtype=np.float32)

X = tf.placeholder(tf.float32, [None, 2])
Y = tf.placeholder(tf.float32, [None, 1])

W = tf.Variable(tf.truncated_normal([2, 1], seed=3), name="weight")
b = tf.Variable(0.5, name="bias")

# forward
y_pred = tf.sigmoid(tf.matmul(X, W) + b)
assert y_pred.shape.as_list() == Y.shape.as_list()
diff = y_pred - Y

# backward, by the chain rule
d_layer = diff * y_pred * (1.0 - y_pred)
d_W = tf.matmul(tf.transpose(X), d_layer)
print(X, d_W)

learning_rate = 0.5
# the update
step = [
    tf.assign(W, W - learning_rate * d_W),
    tf.assign(b, b - learning_rate * tf.reduce_mean(d_layer)),
]
cost = tf.reduce_mean(tf.square(diff))

sess = tf.InteractiveSession()
sess.run(tf.global_variables_initializer())
for i in range(4):
    print(i, sess.run([step, cost], feed_dict={X: x_data, Y: y_data}))
for i in range(20):
    sess.run(step, feed_dict={X: x_data, Y: y_data})
print(sess.run([W, b]), sess.run(cost, feed_dict={X: x_data, Y: y_data}))
