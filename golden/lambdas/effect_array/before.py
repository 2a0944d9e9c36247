"""An array that the function changes in place: TF1 doubled it once, TF2 would at each call."""

import numpy as np
import tensorflow as tf


def weighted(x, weights):
    # make up for the halves
    weights *= 2.0
    return x * weights


weights = np.array([0.5, 1.5], "float32")
x = np.array([[1.0, 2.0], [3.0, 4.0]], "float32")
inputs = tf.keras.Input((2,))
outputs = tf.keras.layers.Lambda(weighted, arguments={"weights": weights})(inputs)
model = tf.keras.Model(inputs, outputs)
for _ in range(2):
    print(model.predict(x))
