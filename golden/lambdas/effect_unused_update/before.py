"""An update that nothing fetches: TF1 never ran it, TF2 runs it at each call. The finding says so; nothing is edited."""

import numpy as np
import tensorflow as tf

from tensorflow.keras import backend as K

calls = K.variable(0.0)


def counted(x):
    K.update_add(calls, 1.0)
    return x * 2.0


x = np.array([[1.0, 2.0]], "float32")
inputs = tf.keras.Input((2,))
model = tf.keras.Model(inputs, tf.keras.layers.Lambda(counted, arguments={})(inputs))
print(model(x).numpy(), model(x).numpy())
