"""Branches of several statements: @tf.function translates them."""

import numpy as np
import tensorflow as tf


def normalise(x):
    """Shift or scale, by the sign of the sum."""
    if tf.reduce_sum(x) > 0:
        low = tf.reduce_min(x)
        y = x - low
    else:
        high = tf.reduce_max(x)
        y = x / high
    return y


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(normalise)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = x - x.min()
kept = np.ones_like(x)
kept[1, 2] -= x.size
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
