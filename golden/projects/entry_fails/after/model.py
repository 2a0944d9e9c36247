"""A model that two scripts use."""
import tensorflow as tf


class Model:
    def __init__(self):
        self.x = tf.compat.v1.placeholder(tf.float32, [None, 2], name="x")
        self.y = tf.compat.v1.placeholder(tf.float32, [None], name="y")
        self.w = tf.compat.v1.Variable([[1.0], [-1.0]], name="w")
        self.out = tf.squeeze(tf.matmul(self.x, self.w), 1)
        self.loss = tf.reduce_mean(tf.square(self.out - self.y))
        self.train_op = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(self.loss)
