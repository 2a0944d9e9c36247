"""The model of the package, made of its layers."""
import tensorflow as tf

from .layers import affine


class Model(object):
    def __init__(self, config):
        self.config = config
        self.x = tf.placeholder(tf.float32, [None, config.size])
        self.y = tf.placeholder(tf.float32, [None, 1])
        self.learning_rate = tf.placeholder(tf.float32, [])
        self.output = affine(tf.square(self.x), config.size, 1)
        self.loss = tf.losses.mean_squared_error(self.y, self.output)
        optimizer = tf.train.GradientDescentOptimizer(self.learning_rate)
        gradients, variables = zip(*optimizer.compute_gradients(self.loss))
        gradients, self.norm = tf.clip_by_global_norm(gradients, 1.0)
        self.train_op = optimizer.apply_gradients(zip(gradients, variables))
