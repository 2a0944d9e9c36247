"""A list comprehension over the rows of a batch."""

import numpy as np
import tensorflow as tf
from tensorflow import keras


def centred(row):
    return row - tf.reduce_mean(row)


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = keras.Input((3,))
outputs = keras.layers.Lambda(lambda t: tf.map_fn(centred, t))(front(inputs))
model = keras.Model(inputs, outputs)

expected = x - x.mean(axis=1, keepdims=True)
kept = np.zeros_like(x)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
