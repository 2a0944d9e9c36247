"""Augmented assignments of names: both runtimes make a new tensor, and the gradients are the same. Nothing is to be done."""

import numpy as np
import tensorflow as tf


def doubled(x):
    x *= 2.0
    x += x**2 - 1.0
    return x


x = np.array([[1.0, 2.0], [3.0, 4.0]], "float32")
front = tf.keras.layers.Dense(2, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((2,))
model = tf.keras.Model(inputs, tf.keras.layers.Lambda(doubled)(front(inputs)))
model.compile("sgd", "mse")
for _ in range(2):
    print("%.5f" % model.train_on_batch(x, x))
print(model.predict(x))
