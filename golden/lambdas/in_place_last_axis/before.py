"""The last axis of a tensor, set and added to in place, whatever its rank."""

import numpy as np
import tensorflow as tf
from tensorflow import keras


def shift(x):
    x[..., 1] = 2.5
    x[..., 2] += 1.0
    x[..., -1] *= 3.0
    return x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = keras.Input((3,))
outputs = keras.layers.Lambda(shift)(front(inputs))
model = keras.Model(inputs, outputs)

expected = x.copy()
expected[..., 1] = 2.5
expected[..., 2] += 1.0
expected[..., -1] *= 3.0
kept = np.array([[1, 0, 3]] * 2)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
