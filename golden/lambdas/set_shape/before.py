"""set_shape as a lambda's body gives None; what was meant is the tensor with its shape."""

import numpy as np
import tensorflow as tf


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(lambda t: t.set_shape([None, 3]))(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = x
kept = np.ones_like(x)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
