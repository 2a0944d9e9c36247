"""A Python if on a tensor, with both branches: TF cannot ask a symbolic tensor for its truth."""

import numpy as np
import tensorflow as tf


def gate(x):
    total = tf.reduce_sum(x)
    # is there more good than bad in the batch?
    if total > 0 and tf.reduce_max(x) < 100.0:
        return x * 2
    # flip the signs
    return -x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(gate)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = 2 * x
kept = np.full_like(x, 2)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
