"""Stays a graph: a function that opens the session is called twice, and each session starts the same variables anew."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

points = np.linspace(-1.0, 1.0, 8).astype(np.float32)

x = tf.compat.v1.placeholder(tf.float32, [None])
y = tf.compat.v1.placeholder(tf.float32, [None])
a = tf.compat.v1.Variable(0.0, name="a")
loss = tf.reduce_mean(tf.square(a * x - y))
train = tf.compat.v1.train.GradientDescentOptimizer(0.2).minimize(loss)


def fit(steps):
    with tf.compat.v1.Session() as sess:
        sess.run(tf.compat.v1.global_variables_initializer())
        for _ in range(steps):
            sess.run(train, {x: points, y: 2.0 * points})
        return sess.run(a)


print(fit(2), fit(4))
