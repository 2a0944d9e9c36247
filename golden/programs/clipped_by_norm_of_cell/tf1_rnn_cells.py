"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


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
