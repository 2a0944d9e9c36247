"""RMSProp starts its mean square at ones in TF1: made in the call of minimize, and as an object."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
b = tf.Variable(tf.zeros([1]))
prediction = tf.matmul(x, w) + b
loss = tf.reduce_mean(tf.square(prediction - y))
train = tf.train.RMSPropOptimizer(0.01).minimize(loss)

# the same model again
v = tf.Variable(tf.random_normal([3, 1], seed=2))
absolute = tf.reduce_mean(tf.abs(tf.matmul(x, v) - y))
optimizer = tf.train.RMSPropOptimizer(0.02, decay=0.8, momentum=0.5)
train_absolute = optimizer.minimize(absolute)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(6):
        _, loss_value = sess.run([train, loss], feed_dict={x: x_data, y: y_data})
        _, absolute_value = sess.run([train_absolute, absolute], feed_dict={x: x_data, y: y_data})
        print(step, loss_value, absolute_value)
    print(sess.run([w, b, v]))
