"""tf.cond chooses by what is fed."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

training = tf.placeholder(tf.bool, [])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
linear = tf.matmul(x, w)
output = tf.cond(training, lambda: linear * 0.5, lambda: linear)
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data, training: True})
        print(sess.run(loss, feed_dict={x: x_data, y: y_data, training: False}))
