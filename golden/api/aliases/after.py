"""Aliases of modules, and imports of their parts."""
import tensorflow as tf


@tf.function(input_signature=[tf.TensorSpec([2, 2], tf.float32)], autograph=False)
def compute_a(x):
    a = tf.nn.softmax(x, axis=0)
    b = tf.nn.relu(tf.math.log(x))
    c = tf.reduce_mean(tf.math.lgamma(x), keepdims=True)
    return a, b, c


print([value.numpy() for value in compute_a([[1.0, 2.0], [3.0, 4.0]])])
