"""Recurrent cells and decoders of TensorFlow 1 that Keras and TensorFlow Addons have nothing equal for."""

import tensorflow as tf
import tensorflow_addons as tfa


def graph_dynamic_decode(decoder, *args, scope=None, **kwargs):
    """Run a decoder of the program's own class, in the variable scope of tf.contrib.seq2seq.dynamic_decode."""
    with tf.compat.v1.variable_scope(scope, "decoder"):
        return tfa.seq2seq.dynamic_decode(decoder, *args, **kwargs)
