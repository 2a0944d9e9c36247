"""A function that builds, opens the session and runs is called with two rates: each call trains variables of its own."""
import numpy as np
import tensorflow as tf

points = np.linspace(-1.0, 1.0, 8).astype(np.float32)


def fit(rate, steps=5):
    tf.reset_default_graph()
    x = tf.placeholder(tf.float32, [None])
    y = tf.placeholder(tf.float32, [None])
    a = tf.Variable(0.0, name="a")
    loss = tf.reduce_mean(tf.square(a * x - y))
    train = tf.train.GradientDescentOptimizer(rate).minimize(loss)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(steps):
            sess.run(train, {x: points, y: 2.0 * points})
        return sess.run([a, loss], {x: points, y: 2.0 * points})


for rate in (0.1, 0.5):
    print(rate, fit(rate))
