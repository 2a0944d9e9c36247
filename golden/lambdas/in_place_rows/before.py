"""Rows of a batch, a range of columns, and a column that is computed from another one."""

import numpy as np
import tensorflow as tf

last = 2


def rearrange(x):
    x[0] = 1.5
    x[1] *= 2.0
    x[:, last] = x[:, 0] * x[:, 1]
    x[:, :1] = -1.0
    return x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(rearrange)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = x.copy()
expected[0] = 1.5
expected[1] *= 2.0
expected[:, 2] = expected[:, 0] * expected[:, 1]
expected[:, :1] = -1.0
kept = np.array([[0, 0, 0], [4 * x[1, 1], 4 * x[1, 0] + 2, 0]])
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
