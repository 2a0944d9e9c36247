"""NumPy's functions on a symbolic tensor."""

import numpy as np
import tensorflow as tf


def soft(x):
    shifted = x - tf.reduce_max(x, axis=-1, keepdims=True)
    weights = tf.exp(shifted)
    return tf.math.log(weights / tf.reduce_sum(weights, axis=-1, keepdims=True))


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(soft)(front(inputs))
model = tf.keras.Model(inputs, outputs)

weights = np.exp(x)
share = weights / weights.sum(axis=1, keepdims=True)
expected = np.log(share)
kept = 1 - 3 * share
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
