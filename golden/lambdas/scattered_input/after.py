"""Updates of rows by their indices, which exist for variables only."""

import numpy as np
import tensorflow as tf


def mark(x):
    x = tf.tensor_scatter_nd_update(x, tf.expand_dims([0], -1), tf.ones([1, 3]))
    return tf.tensor_scatter_nd_add(x, [[1, 2]], [10.0])


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(mark)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = x.copy()
expected[0] = 1
expected[1, 2] += 10
kept = np.array([[0, 0, 0], [1, 1, 1]])
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
