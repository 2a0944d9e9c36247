"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


class LayerNormBasicLSTMCell(tf.compat.v1.nn.rnn_cell.RNNCell):
    """Compute `tf.contrib.rnn.LayerNormBasicLSTMCell` of TensorFlow 1.15, on the same variables."""

    def __init__(
        self,
        num_units,
        forget_bias=1.0,
        input_size=None,
        activation=tf.tanh,
        layer_norm=True,
        norm_gain=1.0,
        norm_shift=0.0,
        dropout_keep_prob=1.0,
        dropout_prob_seed=None,
        reuse=None,
    ):
        super().__init__(_reuse=reuse)
        self.units, self.forget_bias, self.activation, self.layer_norm = num_units, forget_bias, activation, layer_norm
        self.norm_gain, self.norm_shift = norm_gain, norm_shift
        self.keep_prob, self.seed = dropout_keep_prob, dropout_prob_seed

    @property
    def state_size(self):
        return tf.compat.v1.nn.rnn_cell.LSTMStateTuple(self.units, self.units)

    @property
    def output_size(self):
        return self.units

    def normalised(self, value, scope):
        if not self.layer_norm:
            return value
        with tf.compat.v1.variable_scope(scope):
            constant = tf.compat.v1.constant_initializer
            gamma = tf.compat.v1.get_variable("gamma", [self.units], value.dtype, constant(self.norm_gain))
            beta = tf.compat.v1.get_variable("beta", [self.units], value.dtype, constant(self.norm_shift))
        mean, variance = tf.nn.moments(value, [1], keepdims=True)
        return tf.nn.batch_normalization(value, mean, variance, beta, gamma, 1e-12)

    def call(self, inputs, state):
        c, h = state
        both = tf.concat([inputs, h], 1)
        gates = tf.matmul(both, tf.compat.v1.get_variable("kernel", [both.shape[-1], 4 * self.units], both.dtype))
        if not self.layer_norm:
            gates = tf.nn.bias_add(gates, tf.compat.v1.get_variable("bias", [4 * self.units], both.dtype))
        i, j, f, o = tf.split(gates, 4, 1)
        i, j = self.normalised(i, "input"), self.normalised(j, "transform")
        f, o = self.normalised(f, "forget"), self.normalised(o, "output")
        j = self.activation(j)
        if not isinstance(self.keep_prob, float) or self.keep_prob < 1:
            j = tf.nn.dropout(j, rate=1 - self.keep_prob, seed=self.seed)
        c = self.normalised(c * tf.sigmoid(f + self.forget_bias) + tf.sigmoid(i) * j, "state")
        h = self.activation(c) * tf.sigmoid(o)
        return h, tf.compat.v1.nn.rnn_cell.LSTMStateTuple(c, h)


class TF1LayerNormLSTMCell(tf.keras.layers.Layer):
    """Compute `tf.contrib.rnn.LayerNormBasicLSTMCell` of TF 1.15: each gate and the memory is normalised on its own.

    The state is `[h, c]`, Keras' order. There is no bias. `dropout_keep_prob` is for the candidate, new at each step.
    """

    def __init__(
        self,
        units,
        forget_bias=1.0,
        activation="tanh",
        norm_gain=1.0,
        norm_shift=0.0,
        dropout_keep_prob=1.0,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.units, self.forget_bias, self.dropout_keep_prob = units, forget_bias, dropout_keep_prob
        self.activation, self.norm_gain, self.norm_shift = tf.keras.activations.get(activation), norm_gain, norm_shift
        self.output_size, self.state_size = units, [units, units]

    def build(self, input_shape):
        gain, shift = (tf.keras.initializers.Constant(value) for value in (self.norm_gain, self.norm_shift))
        self.kernel = self.add_weight("kernel", [input_shape[-1] + self.units, 4 * self.units])
        self.norms = {}
        for name in ("input", "transform", "forget", "output", "state"):
            gamma = self.add_weight(f"{name}/gamma", [self.units], initializer=gain)
            self.norms[name] = gamma, self.add_weight(f"{name}/beta", [self.units], initializer=shift)
        self.built = True

    def normalised(self, value, name):
        mean, variance = tf.nn.moments(value, [1], keepdims=True)
        gamma, beta = self.norms[name]
        return tf.nn.batch_normalization(value, mean, variance, beta, gamma, 1e-12)

    def call(self, inputs, states, training=None):
        h, c = states
        i, j, f, o = tf.split(tf.matmul(tf.concat([inputs, h], 1), self.kernel), 4, 1)
        i, j = self.normalised(i, "input"), self.normalised(j, "transform")
        f, o = self.normalised(f, "forget"), self.normalised(o, "output")
        j = self.activation(j)
        if not isinstance(self.dropout_keep_prob, float) or self.dropout_keep_prob < 1:
            j = tf.nn.dropout(j, rate=1.0 - self.dropout_keep_prob)
        c = self.normalised(c * tf.sigmoid(f + self.forget_bias) + tf.sigmoid(i) * j, "state")
        h = self.activation(c) * tf.sigmoid(o)
        return h, [h, c]

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        if inputs is not None:
            batch_size, dtype = tf.shape(inputs)[0], inputs.dtype
        return [tf.zeros([batch_size, self.units], dtype) for _ in range(2)]
