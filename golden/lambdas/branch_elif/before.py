"""Three branches that give one name different values."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import backend as K


def scale(x):
    if K.max(x) > 100.0:
        y = x / 100.0
    elif K.max(x) > 10.0:
        y = x / 10.0
    else:
        y = x * 3.0
    return y + 1.0


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = keras.Input((3,))
outputs = keras.layers.Lambda(scale)(front(inputs))
model = keras.Model(inputs, outputs)

expected = x * 3.0 + 1.0
kept = np.full_like(x, 3)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
