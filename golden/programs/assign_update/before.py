"""Steps written by hand: a gradient formula, an assignment, and a counter."""
import tensorflow as tf

x_data = [1.0, 2.0, 3.0]
y_data = [2.0, 4.0, 6.0]

W = tf.Variable([5.0], name="weight")
count = tf.Variable(0.0, name="count", trainable=False)
X = tf.placeholder(tf.float32)
Y = tf.placeholder(tf.float32)

cost = tf.reduce_mean(tf.square(W * X - Y))
gradient = tf.reduce_mean((W * X - Y) * X)
# downhill
update = W.assign(W - 0.1 * gradient)
tick = tf.assign_add(count, 1.0)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        _, W_val = sess.run([update, W], feed_dict={X: x_data, Y: y_data})
        sess.run(tick)
        print(step, W_val, sess.run(cost, feed_dict={X: x_data, Y: y_data}))
    print(sess.run(count))
