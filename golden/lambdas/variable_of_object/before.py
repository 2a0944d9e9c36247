"""A variable that belongs to an object which is no layer: a Lambda layer that reads it is left to its author."""

import numpy as np
import tensorflow as tf
from tensorflow.keras import backend as K


class Scaling(object):
    def __init__(self):
        self.scale = K.variable(2.0)
        self.layer = tf.keras.layers.Lambda(lambda x: x * self.scale)


scaling = Scaling()
inputs = tf.keras.Input((2,))
model = tf.keras.Model(inputs, scaling.layer(tf.keras.layers.Dense(1, kernel_initializer="ones")(inputs)))
model.compile(tf.keras.optimizers.SGD(lr=0.1), "mse")
x = np.array([[1.0, 2.0], [3.0, 4.0]])
print(model.train_on_batch(x, x[:, :1]))
print(model.predict(x).ravel(), len(model.trainable_weights))
