"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


class GRUBlockCell(tf.compat.v1.nn.rnn_cell.RNNCell):
    """Compute `tf.contrib.rnn.GRUBlockCell` of TensorFlow 1.15, on the same variables."""

    def __init__(self, num_units=None, cell_size=None, reuse=None, name="gru_cell"):
        super().__init__(_reuse=reuse, name=name)
        self.units = cell_size if num_units is None else num_units

    @property
    def state_size(self):
        return self.units

    @property
    def output_size(self):
        return self.units

    def call(self, inputs, state):
        rows = inputs.shape[-1] + self.units
        constant, variable = tf.compat.v1.constant_initializer, tf.compat.v1.get_variable
        gates = tf.matmul(tf.concat([inputs, state], 1), variable("w_ru", [rows, 2 * self.units]))
        gates = tf.sigmoid(gates + variable("b_ru", [2 * self.units], initializer=constant(1.0)))
        r, u = tf.split(gates, 2, 1)
        candidate = tf.matmul(tf.concat([inputs, r * state], 1), variable("w_c", [rows, self.units]))
        candidate = tf.tanh(candidate + variable("b_c", [self.units], initializer=constant(0.0)))
        state = u * state + (1 - u) * candidate
        return state, state
