"""What several scripts share: one brings all of it, one only what it needs."""
import numpy as np
import tensorflow as tf


def weight_variable(shape):
    initial = tf.random_normal(shape, mean=0.0, stddev=0.1)
    return tf.Variable(initial)


def bias_variable(shape):
    return tf.Variable(tf.random_normal(shape, mean=0.0, stddev=0.1))


def lrelu(x, leak=0.2):
    return tf.maximum(x, leak * x)


def rows(count):
    return np.linspace(0.0, 1.0, count * 3).reshape(count, 3)
