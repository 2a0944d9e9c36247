"""Layers of the package."""
import tensorflow as tf


def affine(size, units):
    weights = tf.Variable(tf.constant_initializer(0.1)([size, units]), name="weights")
    bias = tf.Variable(tf.zeros_initializer()([units]), name="bias")

    def apply(x):
        return (tf.matmul(x, weights) + bias)

    return apply
