"""Weights are saved and restored."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

w = tf.Variable(tf.random_normal([3, 1], seed=1), name="w")
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
saver = tf.train.Saver()

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data})
    path = saver.save(sess, "./model.ckpt")
    print(sess.run(w))
    for _ in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data})
    print(sess.run(w))
    saver.restore(sess, path)
    print(sess.run(w), sess.run(loss, feed_dict={x: x_data, y: y_data}))
