"""Momentum with a decaying rate takes other steps in Keras: the program keeps its session."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
step = tf.Variable(0, trainable=False)
rate = tf.train.exponential_decay(0.3, step, 2, 0.7)
train = tf.train.MomentumOptimizer(rate, 0.9).minimize(loss, global_step=step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(6):
        _, loss_value = sess.run([train, loss], feed_dict={x: x_data, y: y_data})
        print(loss_value)
