"""Names of types stay as they are written."""
import numpy as np
import tensorflow as tf


@tf.function(input_signature=[tf.TensorSpec([2], tf.float64)], autograph=False)
def compute_y_and_z(x):
    y = tf.cast(x, tf.int32) + tf.constant(1, tf.int32)
    z = tf.cast(y, tf.float64) * tf.constant(0.5, dtype=tf.double)
    return y, z


print([value.numpy() for value in compute_y_and_z(np.array([1.5, 2.5]))])
