"""A recurrent model with flags of its own, and a cell that Keras has none for."""
import tensorflow as tf

flags = tf.app.flags
flags.DEFINE_integer("units", 4, "units")
FLAGS = flags.FLAGS


class RNN:
    def __init__(self, steps, size):
        self.x = tf.placeholder(tf.float32, [None, steps, size])
        self.t = tf.placeholder(tf.float32, [None, 1])
        cell = tf.nn.rnn_cell.LSTMCell(FLAGS.units, num_proj=2)
        outputs, state = tf.nn.dynamic_rnn(cell, self.x, dtype=tf.float32)
        out = tf.layers.dense(outputs[:, -1], 1)
        self.loss = tf.reduce_mean(tf.square(out - self.t))
        self.op = tf.train.AdamOptimizer(0.01).minimize(self.loss)
