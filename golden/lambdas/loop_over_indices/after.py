"""A loop over the indices of a batch."""

import numpy as np
import tensorflow as tf


def scaled(x):
    rows = tf.map_fn(lambda row: row * tf.cast(tf.size(row), tf.float32), x)
    return rows


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(scaled)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = 3 * x
kept = np.full_like(x, 3)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
