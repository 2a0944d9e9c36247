"""Updates whose result is used, or whose variable is: once for each run in TF1, at each call in TF2."""

import numpy as np
import tensorflow as tf

from tensorflow.keras import backend as K

calls = K.variable(0.0)
steps = tf.Variable(0.0, trainable=False)


def weighted(x):
    steps.assign_add(1.0)
    return x * K.update_add(calls, 1.0) + 0.0 * steps


x = np.array([[1.0, 2.0]], "float32")
inputs = tf.keras.Input((2,))
model = tf.keras.Model(inputs, tf.keras.layers.Lambda(weighted)(inputs))
print(model(x).numpy(), model(x).numpy())
