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


class TF1LSTMCell(tf.keras.layers.Layer):
    """Compute `tf.nn.rnn_cell.LSTMCell` of TF 1.15 with any mix of peepholes, clipping and projection.

    The state is `[h, c]`, Keras' order: h is [batch, num_proj or units], c is [batch, units]. The weights have TF1's shapes
    and its order of gates: input, candidate, forget, output. In the fused cell of `tf.contrib.rnn.LSTMBlockCell` gradients pass
    through the clip of c.
    """

    def __init__(
        self,
        units,
        use_peepholes=False,
        cell_clip=None,
        initializer="glorot_uniform",
        num_proj=None,
        proj_clip=None,
        forget_bias=1.0,
        activation="tanh",
        gradient_through_clip=False,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.units, self.num_proj, self.use_peepholes = units, num_proj, use_peepholes
        self.cell_clip, self.proj_clip, self.forget_bias = cell_clip, proj_clip, forget_bias
        self.gradient_through_clip = gradient_through_clip
        self.activation, self.initializer = tf.keras.activations.get(activation), initializer
        self.output_size = num_proj or units
        self.state_size = [self.output_size, units]

    def build(self, input_shape):
        def weight(name, shape):
            return self.add_weight(name, shape, initializer=self.initializer)

        self.kernel = weight("kernel", [input_shape[-1] + self.output_size, 4 * self.units])
        self.bias = self.add_weight("bias", [4 * self.units], initializer="zeros")
        if self.use_peepholes:
            self.w_f, self.w_i, self.w_o = (weight(f"w_{gate}_diag", [self.units]) for gate in "fio")
        if self.num_proj:
            self.projection = weight("projection_kernel", [self.units, self.num_proj])
        self.built = True

    def call(self, inputs, states, training=None):
        h, c = states
        i, j, f, o = tf.split(tf.matmul(tf.concat([inputs, h], 1), self.kernel) + self.bias, 4, 1)
        if self.use_peepholes:
            i, f = i + self.w_i * c, f + self.w_f * c
        c = tf.sigmoid(f + self.forget_bias) * c + tf.sigmoid(i) * self.activation(j)
        if self.cell_clip is not None:
            clipped = tf.clip_by_value(c, -self.cell_clip, self.cell_clip)
            c = c + tf.stop_gradient(clipped - c) if self.gradient_through_clip else clipped
        if self.use_peepholes:
            o = o + self.w_o * c
        h = tf.sigmoid(o) * self.activation(c)
        if self.num_proj:
            h = tf.matmul(h, self.projection)
            if self.proj_clip is not None:
                h = tf.clip_by_value(h, -self.proj_clip, self.proj_clip)
        return h, [h, c]

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        if inputs is not None:
            batch_size, dtype = tf.shape(inputs)[0], inputs.dtype
        return [tf.zeros([batch_size, size], dtype) for size in self.state_size]
