"""and, or, not and a chain of comparisons on tensors."""

import numpy as np
import tensorflow as tf


def inside(x):
    small = tf.logical_and(-3.0 < x, x < 3.0)
    odd = tf.logical_and(x > 4.0, tf.logical_not(x > 5.5))
    return tf.cast(tf.logical_or(small, odd), tf.float32) * x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = tf.keras.layers.Lambda(inside)(front(inputs))
model = tf.keras.Model(inputs, outputs)

kept = ((-3 < x) & (x < 3)) | ((x > 4) & ~(x > 5.5))
expected = kept * x
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
