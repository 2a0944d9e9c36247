"""The phase of learning in a Python condition: TF2 takes the branch of inference, without a word."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K


def shifted(x):
    # augmentation, in training only
    if K.learning_phase():
        return x + 100.0
    return x


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
inputs = tf.keras.Input((3,))
hidden = tf.keras.layers.Lambda(shifted)(inputs)
outputs = tf.keras.layers.Dense(1, kernel_initializer="ones")(hidden)
model = tf.keras.Model(inputs, outputs)
model.compile("sgd", "mse")

training = model.train_on_batch(x, np.zeros((2, 1)))
inference = model.evaluate(x, np.zeros((2, 1)), verbose=0)
assert training > 10000, "the noise is not there in training"
print("training %.1f" % training)
