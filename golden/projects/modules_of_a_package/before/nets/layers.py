"""Layers of the package."""
import tensorflow as tf


def affine(x, size, units):
    weights = tf.get_variable("weights", [size, units], initializer=tf.constant_initializer(0.1))
    bias = tf.get_variable("bias", [units], initializer=tf.zeros_initializer())
    return tf.nn.xw_plus_b(x, weights, bias)
