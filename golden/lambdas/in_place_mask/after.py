"""A mask assigned to: what NumPy would do is tf.where."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Dense, Lambda


def clip(x):
    low = x < 0
    x = tf.where(low, tf.cast(0.1, x.dtype), x)
    x = tf.where(x > 4, x - 1.0, x)
    return x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = Dense(3, use_bias=False, kernel_initializer="identity")
inputs = Input((3,))
outputs = Lambda(clip)(front(inputs))
model = Model(inputs, outputs)

expected = np.where(x < 0, np.float32(0.1), np.where(x > 4, x - 1, x))
kept = (x >= 0).astype("float32")
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
