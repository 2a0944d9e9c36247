"""Rounding, argmax and stop_gradient have no gradient on either runtime: that is what they are, and nothing is edited."""

import numpy as np
import tensorflow as tf

x = np.array([[1.2, 2.7], [3.1, 4.4]], "float32")
inputs = tf.keras.Input((2,))
for function in (tf.round, lambda t: tf.argmax(t, axis=1), tf.stop_gradient):
    model = tf.keras.Model(inputs, tf.keras.layers.Lambda(function)(inputs))
    print(model.predict(x))
