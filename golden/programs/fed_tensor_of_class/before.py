"""A tensor of a model is fed in place of what its graph computes."""
import numpy as np
import tensorflow as tf


class Model:
    def __init__(self):
        self.x = tf.placeholder(tf.float32, [None, 3])
        self.w = tf.Variable(tf.random_normal([3, 2], seed=1))
        self.code = tf.matmul(self.x, self.w) * 2.0
        self.output = tf.reduce_sum(tf.tanh(self.code), axis=1)


model = Model()
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(model.output, {model.x: np.ones([2, 3])}))
    print(sess.run(model.output, {model.code: [[0.5, 0.25]]}))
