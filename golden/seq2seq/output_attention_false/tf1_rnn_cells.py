"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf


def joint_glorot(*blocks):
    """Return `kernel_initializer` and `recurrent_initializer` that draw both kernels as TF1 does, from one range.

    A TF1 cell keeps one kernel [inputs + units, n * units] for inputs and state, so its Glorot range depends on both sizes.
    `blocks` are the n of its kernels: (4,) for an LSTM, (2, 1) for a GRU (gates, candidate), (1,) for a plain RNN.
    """
    rows = {}

    def draw(shape, dtype, *unused, **also_unused):
        if len(shape) == 1:  # peepholes
            limits = (3 / shape[0]) ** 0.5
        else:
            units = shape[1] // sum(blocks)
            limits = tf.repeat([(6 / (rows["inputs"] + units + n * units)) ** 0.5 for n in blocks], [n * units for n in blocks])
        return tf.random.uniform(shape, -1.0, 1.0, tf.float32) * limits

    def draw_kernel(shape, dtype=None, **kwargs):
        if len(shape) == 2:
            rows["inputs"] = shape[0]  # a cell makes this kernel first
        return draw(shape, dtype)

    def draw_recurrent_kernel(shape, dtype=None, **kwargs):
        return draw(shape, dtype)

    return {"kernel_initializer": draw_kernel, "recurrent_initializer": draw_recurrent_kernel}
