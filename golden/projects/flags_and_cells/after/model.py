"""A recurrent model with flags of its own, and a cell that Keras has none for."""
import tensorflow as tf
import absl.flags
from tf1_rnn_cells import TF1LSTMCell

absl.flags.DEFINE_integer("units", 4, "units")
FLAGS = absl.flags.FLAGS


class RNN:
    def __init__(self, steps, size):
        self.size = size
        self.steps = steps
        self.cell = TF1LSTMCell(FLAGS.units, num_proj=2)
        self.rnn = tf.keras.layers.RNN(self.cell, return_sequences=True)
        self.dense = tf.keras.layers.Dense(1)
        self.optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, None, None], tf.float32),
            tf.TensorSpec([None, 1], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, t):
        x = tf.ensure_shape(x, [None, self.steps, self.size])
        with tf.GradientTape() as tape:
            outputs = self.rnn(x)
            out = self.dense(outputs[:, -1])
            loss = tf.reduce_mean(tf.square(out - t))
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss
