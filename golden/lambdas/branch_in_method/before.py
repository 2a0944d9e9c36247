"""A method as a Lambda layer's function, with a condition on the tensor and one on a Python value."""

import numpy as np
import tensorflow as tf


class Gate:
    def __init__(self, inverted):
        self.inverted = inverted

    def apply(self, x):
        if self.inverted:
            x = -x
        if tf.reduce_sum(x) > 0:
            return x
        return x * 0.1


gate = Gate(inverted=True)


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(gate.apply)(front(inputs))
model = tf.keras.Model(inputs, outputs)

expected = -0.1 * x
kept = np.full_like(x, -0.1)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
