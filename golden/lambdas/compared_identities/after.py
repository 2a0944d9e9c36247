"""A comparison that TF1 made of identities, so that it was never true. TF2 compares the elements; the finding says so."""

import numpy as np
import tensorflow as tf


def marked(x):
    return tf.cast(x == 2.0, tf.float32)


x = np.array([[1.0, 2.0], [2.0, 4.0]], "float32")
inputs = tf.keras.Input((2,))
model = tf.keras.Model(inputs, tf.keras.layers.Lambda(marked)(inputs))
print(model.predict(x, verbose=0))
