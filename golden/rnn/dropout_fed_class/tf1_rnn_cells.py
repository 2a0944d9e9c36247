"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import itertools

import tensorflow as tf


class CellWrapper(tf.keras.layers.Layer):
    """Stand for a cell, with its state and its output."""

    def __init__(self, cell, **kwargs):
        super().__init__(**kwargs)
        self.cell = cell

    @property
    def state_size(self):
        return self.cell.state_size

    @property
    def output_size(self):
        return self.cell.output_size

    def build(self, input_shape):
        if not self.cell.built:
            self.cell.build(input_shape)
            self.cell.built = True
        self.built = True

    def get_initial_state(self, inputs=None, batch_size=None, dtype=None):
        return self.cell.get_initial_state(inputs=inputs, batch_size=batch_size, dtype=dtype)


def joint_glorot(*blocks, gate_bias=None):
    """Return the arguments of a Keras cell that draw both of its kernels as TF1 does, from one range.

    A TF1 cell keeps one kernel [inputs + units, n * units] for inputs and state, so its Glorot range depends on both sizes.
    `blocks` are the n of its kernels: (4,) for an LSTM, (2, 1) for a GRU (gates, candidate), (1,) for a plain RNN.
    `gate_bias` is where the biases of a GRU's gates start, 1 in TF1.
    """
    rows = {}

    def draw(shape, dtype=None, **kwargs):
        if len(shape) == 1:  # peepholes
            limits = (3 / shape[0]) ** 0.5
        else:
            units = shape[1] // sum(blocks)
            sizes = [rows["inputs"] + units + n * units for n in blocks]
            limits = tf.repeat([(6 / size) ** 0.5 for size in sizes], [n * units for n in blocks])
        return tf.random.uniform(shape, -1.0, 1.0, tf.float32) * limits

    def draw_kernel(shape, dtype=None, **kwargs):
        if len(shape) == 2:
            rows["inputs"] = shape[0]  # a cell makes this kernel first
        return draw(shape)

    def gate_biases(shape, dtype=None, **kwargs):
        return tf.repeat([gate_bias, gate_bias, 0.0], shape[0] // 3)

    arguments = {"kernel_initializer": draw_kernel, "recurrent_initializer": draw}
    return arguments if gate_bias is None else {**arguments, "bias_initializer": gate_biases}


class DropoutCell(CellWrapper):
    """Drop parts of what a cell reads, gives or remembers, as `tf.nn.rnn_cell.DropoutWrapper` of TF 1.15 does.

    A probability is a number or a scalar `tf.Variable`. Each step draws new masks. Of an LSTM's state `[h, c]` only h is
    dropped. With `variational_seed`, an int32 `tf.Variable` of two numbers, all steps and all rows get the same masks, until
    the seed is assigned anew.
    """

    masks = itertools.count()  # numbers the wrappers, so that each has masks of its own

    def __init__(
        self, cell, input_keep_prob=1.0, output_keep_prob=1.0, state_keep_prob=1.0, variational_seed=None, **kwargs
    ):
        super().__init__(cell, **kwargs)
        self.input_keep_prob, self.output_keep_prob = input_keep_prob, output_keep_prob
        self.state_keep_prob, self.variational_seed = state_keep_prob, variational_seed
        self.number = 100 * next(self.masks)

    def call(self, inputs, states, training=None):
        inputs = self.drop(inputs, self.input_keep_prob, 0)
        outputs, states = self.cell(inputs, states, training=training)
        states, _ = self.drop_state(states, self.cell.state_size, 2)
        return self.drop(outputs, self.output_keep_prob, 1), states

    def drop(self, value, keep_prob, place):
        if isinstance(keep_prob, float) and keep_prob == 1.0:
            return value
        if self.variational_seed is None:
            return tf.nn.dropout(value, rate=1.0 - keep_prob)
        seed = self.variational_seed + [0, self.number + place]
        noise = tf.random.stateless_uniform([1, value.shape[-1]], seed, dtype=value.dtype)
        return value / keep_prob * tf.floor(keep_prob + noise)

    def drop_state(self, states, sizes, place):
        """Return the state after dropout, and the number of the next mask."""
        if not isinstance(sizes, (list, tuple)):
            if isinstance(states, (list, tuple)):
                return [self.drop(states[0], self.state_keep_prob, place)], place + 1
            return self.drop(states, self.state_keep_prob, place), place + 1
        if isinstance(sizes, list):  # an LSTM's h and c
            return [self.drop(states[0], self.state_keep_prob, place), states[1]], place + 1
        dropped = []
        for state, size in zip(states, sizes):
            state, place = self.drop_state(state, size, place)
            dropped.append(state)
        return tuple(dropped), place
