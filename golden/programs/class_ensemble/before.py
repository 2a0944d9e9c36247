"""Two objects of one class train side by side: each has its own variables and its own functions."""
import numpy as np
import tensorflow as tf


class Line(object):
    """A line through the origin."""

    def __init__(self, start):
        self.x = tf.placeholder(tf.float32, [None])
        self.y = tf.placeholder(tf.float32, [None])
        self.slope = tf.Variable(start)
        self.loss = tf.reduce_mean(tf.square(self.slope * self.x - self.y))
        self.train_op = tf.train.MomentumOptimizer(0.1, 0.5).minimize(self.loss)

    def train(self, session, x, y):
        """Take one step."""
        return session.run([self.train_op, self.loss], {self.x: x, self.y: y})[1]


xs = np.linspace(0.0, 1.0, 5).astype(np.float32)

models = []
for start in (0.0, 3.0):
    models.append(Line(start))

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    for _ in range(3):
        print(["%.5f" % model.train(session, xs, 2.0 * xs) for model in models])
    for model in models:
        print("%.5f" % session.run(model.slope))
