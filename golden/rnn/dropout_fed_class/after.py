"""Dropout in a class: a placeholder that is an attribute, read by one cell of its own and by cells that a method makes."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import DropoutCell, joint_glorot

dropout_output_keep_prob = tf.Variable(1.0, trainable=False, name="dropout_output_keep_prob")


class Tagger(object):
    def __init__(self, units):
        self.units = units
        self.build()

    def make_cell(self):
        cell = tf.keras.layers.LSTMCell(self.units, **joint_glorot(4))
        return DropoutCell(cell, output_keep_prob=dropout_output_keep_prob)

    def build(self):
        self.dropout_keep_prob = tf.Variable(1.0, trainable=False, name="dropout_keep_prob")
        self.first = DropoutCell(
            tf.keras.layers.GRUCell(self.units, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0)),
            input_keep_prob=self.dropout_keep_prob,
        )
        self.rnn = tf.keras.layers.RNN(self.first, return_sequences=True)
        self.stack = tf.keras.layers.StackedRNNCells([self.make_cell() for _ in range(2)])
        self.rnn_layer = tf.keras.layers.RNN(self.stack, return_sequences=True, return_state=True)
        self.optimizer = tf.keras.optimizers.SGD(0.5)

    def forward(self, x, keep_prob, keep_first):
        self.dropout_keep_prob.assign(keep_first)
        hidden = self.rnn(x)
        dropout_output_keep_prob.assign(keep_prob)
        outputs, *state = self.rnn_layer(hidden)
        return outputs, state

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 6, 3], tf.float32),
            tf.TensorSpec(None, tf.float32),
            tf.TensorSpec([], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, keep_prob, keep_first):
        with tf.GradientTape() as tape:
            outputs, state = self.forward(x, keep_prob, keep_first)
            loss = tf.reduce_mean(tf.square(outputs - 0.1)) + tf.reduce_mean(state[-1][1])
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return loss

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 6, 3], tf.float32),
            tf.TensorSpec(None, tf.float32),
            tf.TensorSpec([], tf.float32),
        ],
        autograph=False,
    )
    def predict(self, x, keep_prob, keep_first):
        outputs, state = self.forward(x, keep_prob, keep_first)
        return outputs


model = Tagger(16)
data = np.random.RandomState(3).rand(64, 6, 3)
for step in range(2):
    loss = model.train_step(data, 1.0, 1.0).numpy()
    print(step, "%.6f" % loss)
print(model.predict(data[:1], 1.0, 1.0).numpy())
# half of what the upper cells give is dropped in each run that asks for it
dropped = model.predict(data, 0.5, 0.9).numpy()
print("kept %.1f" % (dropped != 0).mean())
