"""A conditional expression that gives None otherwise: zeros are proposed, to be looked at."""

import numpy as np
import tensorflow as tf


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(lambda t: t * t if tf.reduce_sum(t) > 0 else None)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = x * x
kept = 2 * x
np.testing.assert_allclose(model(-x), np.zeros_like(x))
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
