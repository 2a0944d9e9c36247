"""A Lambda layer that sets a column in place: a tensor does not let it."""

import numpy as np
import tensorflow as tf


def without_bias_column(x):
    # the first column holds an index
    x = tf.concat([tf.zeros_like(x[:, :1]), x[:, 1:]], axis=1)
    return x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(without_bias_column)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = x.copy()
expected[:, 0] = 0.0
kept = np.array([[0, 1, 1]] * 2)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
