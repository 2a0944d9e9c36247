"""tf.assign on a Lambda layer's input, which is no variable."""

import numpy as np
import tensorflow as tf


def magnitude(x):
    # in place, to save memory
    x = tf.abs(x)
    return x + x * 0.5


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(magnitude)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = 1.5 * abs(x)
kept = 1.5 * np.sign(x)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
