"""Momentum with a decaying rate takes other steps in Keras: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.compat.v1.placeholder(tf.float32, [None, 3])
y = tf.compat.v1.placeholder(tf.float32, [None, 1])
w = tf.compat.v1.Variable(tf.random.normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
step = tf.compat.v1.Variable(0, trainable=False)
rate = tf.compat.v1.train.exponential_decay(0.3, step, 2, 0.7)
train = tf.compat.v1.train.MomentumOptimizer(rate, 0.9).minimize(loss, global_step=step)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for _ in range(6):
        _, loss_value = sess.run([train, loss], feed_dict={x: x_data, y: y_data})
        print(loss_value)
