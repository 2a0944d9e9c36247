"""Gradients, their variables and the optimizer have no names; the rate decays."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
w1 = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w1")
b1 = tf.Variable(np.zeros([1], np.float32), name="b1")
cost = tf.reduce_mean(tf.square(tf.matmul(x, w1) + b1 - y))

global_step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.1, global_step, 2, 0.9, staircase=True)
train_op = tf.train.AdamOptimizer(rate).apply_gradients(zip(tf.gradients(cost, tf.trainable_variables()), tf.trainable_variables()), global_step=global_step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)

