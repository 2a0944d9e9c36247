"""The size of a dimension, in TF1 an object with a value. Keras runs the program on both."""

import numpy as np
import tensorflow as tf


def flattened(x):
    size = x.shape[1] * x.get_shape()[2]
    return tf.reshape(x, [-1, size])


x = np.arange(12, dtype="float32").reshape(2, 3, 2)
inputs = tf.keras.Input((3, 2))
model = tf.keras.Model(inputs, tf.keras.layers.Lambda(flattened)(inputs))
print(model.predict(x))
