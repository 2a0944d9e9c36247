"""A method gets the keep probability as a parameter: a function that runs the cell has no such name, so the session stays."""
import numpy as np
import tensorflow as tf


class Model(object):
    def __init__(self, units):
        self.x = tf.placeholder(tf.float32, [None, 4, 3])
        self.dropout = tf.placeholder(tf.float32, [])
        self.units = units
        self.build()

    def get_cell(self, units, keep):
        return tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(units), output_keep_prob=keep)

    def build(self):
        keep = 1.0 - self.dropout
        cell = tf.nn.rnn_cell.MultiRNNCell([self.get_cell(self.units, keep) for _ in range(2)])
        hidden, state = tf.nn.dynamic_rnn(cell, self.x, dtype=tf.float32)
        top = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(3), output_keep_prob=keep)
        outputs, _ = tf.nn.dynamic_rnn(top, hidden, dtype=tf.float32, scope='second')
        self.loss = tf.reduce_sum(outputs) + tf.reduce_sum(state[-1])
        self.train = tf.train.GradientDescentOptimizer(0.01).minimize(self.loss)


m = Model(4)
rng = np.random.RandomState(0)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        print(sess.run([m.loss, m.train], {m.x: rng.rand(2, 4, 3), m.dropout: 0.0})[0])
