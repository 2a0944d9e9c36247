"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


class LSTMBlockCell(tf.compat.v1.nn.rnn_cell.LSTMCell):
    """Compute `tf.contrib.rnn.LSTMBlockCell` of TensorFlow 1.15, on the same variables."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        cell_clip=None,
        use_peephole=False,
        dtype=None,
        reuse=None,
        name="lstm_cell",
    ):
        super().__init__(
            num_units, use_peepholes=use_peephole, forget_bias=forget_bias, reuse=reuse, name=name, dtype=dtype
        )
        self.clip = cell_clip

    def call(self, inputs, state):
        c, h = state
        i, j, f, o = tf.split(tf.nn.bias_add(tf.matmul(tf.concat([inputs, h], 1), self._kernel), self._bias), 4, 1)
        if self._use_peepholes:
            i, f = i + self._w_i_diag * c, f + self._w_f_diag * c
        c = tf.sigmoid(f + self._forget_bias) * c + tf.sigmoid(i) * tf.tanh(j)
        if self.clip is not None:  # the operation's own gradient passes through the clip
            c += tf.stop_gradient(tf.clip_by_value(c, -self.clip, self.clip) - c)
        if self._use_peepholes:
            o = o + self._w_o_diag * c
        h = tf.sigmoid(o) * tf.tanh(c)
        return h, tf.compat.v1.nn.rnn_cell.LSTMStateTuple(c, h)
