"""A condition that is a tensor of many truths: tf.where chooses for each element."""

import numpy as np
import keras
import tensorflow as tf
from keras import layers


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = keras.Input((3,))
outputs = layers.Lambda(lambda t: t * 3 if t > 0 else 0.1 * t, name="leaky")(front(inputs))
model = keras.Model(inputs, outputs)

expected = np.where(x > 0, 3 * x, 0.1 * x)
kept = np.where(x > 0, 3, 0.1)
with tf.GradientTape() as tape:
    result = model(x)
    loss = tf.reduce_sum(result)
np.testing.assert_allclose(result, expected, rtol=1e-5)
np.testing.assert_allclose(tape.gradient(loss, front.kernel), x.T @ kept, rtol=1e-5)
print(result.numpy())
