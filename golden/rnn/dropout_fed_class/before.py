"""Dropout in a class: a placeholder that is an attribute, read by one cell of its own and by cells that a method makes."""
import numpy as np
import tensorflow as tf


class Tagger(object):
    def __init__(self, units):
        self.units = units
        self.x = tf.placeholder(tf.float32, [None, 6, 3])
        self.keep_prob = tf.placeholder(tf.float32)
        self.keep_first = tf.placeholder_with_default(1.0, [])
        self.build()

    def make_cell(self):
        cell = tf.nn.rnn_cell.LSTMCell(self.units)
        return tf.nn.rnn_cell.DropoutWrapper(cell, output_keep_prob=self.keep_prob)

    def build(self):
        first = tf.nn.rnn_cell.DropoutWrapper(tf.nn.rnn_cell.GRUCell(self.units), input_keep_prob=self.keep_first)
        hidden, _ = tf.nn.dynamic_rnn(first, self.x, dtype=tf.float32, scope="first")
        stack = tf.nn.rnn_cell.MultiRNNCell([self.make_cell() for _ in range(2)])
        self.outputs, state = tf.nn.dynamic_rnn(stack, hidden, dtype=tf.float32)
        self.loss = tf.reduce_mean(tf.square(self.outputs - 0.1)) + tf.reduce_mean(state[-1].c)
        self.train_op = tf.train.GradientDescentOptimizer(0.5).minimize(self.loss)


model = Tagger(16)
data = np.random.RandomState(3).rand(64, 6, 3)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(2):
        loss, _ = sess.run([model.loss, model.train_op], {model.x: data, model.keep_prob: 1.0})
        print(step, "%.6f" % loss)
    print(sess.run(model.outputs, {model.x: data[:1], model.keep_prob: 1.0}))
    # half of what the upper cells give is dropped in each run that asks for it
    dropped = sess.run(model.outputs, {model.x: data, model.keep_prob: 0.5, model.keep_first: 0.9})
    print("kept %.1f" % (dropped != 0).mean())
