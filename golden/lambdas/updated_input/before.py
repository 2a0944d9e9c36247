"""Keras' update functions, and the methods of variables, on a Lambda layer's input."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K


def grow(x):
    x = K.update_add(x, x * 2.0)
    return x.assign_sub(1.0)


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = keras.Input((3,))
outputs = keras.layers.Lambda(grow)(front(inputs))
model = keras.Model(inputs, outputs)

expected = 3 * x - 1
kept = np.full_like(x, 3)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
