"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


class CudnnCompatibleGRUCell(tf.compat.v1.nn.rnn_cell.RNNCell):
    """Compute `tf.contrib.cudnn_rnn.CudnnCompatibleGRUCell` of TensorFlow 1.15, on the same variables."""

    def __init__(self, num_units, reuse=None, kernel_initializer=None):
        super().__init__(_reuse=reuse)
        self.units, self.initializer = num_units, kernel_initializer

    @property
    def state_size(self):
        return self.units

    @property
    def output_size(self):
        return self.units

    def dense(self, value, units, scope, bias):
        with tf.compat.v1.variable_scope(scope):
            kernel = tf.compat.v1.get_variable("kernel", [value.shape[-1], units], initializer=self.initializer)
            start = tf.compat.v1.constant_initializer(bias)
            return tf.matmul(value, kernel) + tf.compat.v1.get_variable("bias", [units], initializer=start)

    def call(self, inputs, state):
        r, u = tf.split(tf.sigmoid(self.dense(tf.concat([inputs, state], 1), 2 * self.units, "gates", 1.0)), 2, 1)
        from_inputs = self.dense(inputs, self.units, "candidate/input_projection", 0.0)
        candidate = tf.tanh(from_inputs + r * self.dense(state, self.units, "candidate/hidden_projection", 0.0))
        state = (1 - u) * candidate + u * state
        return state, state
