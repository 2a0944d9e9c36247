"""A script that Keras runs, with a variable of its own: it stays on TF1's graph, where shapes hold Dimension objects."""

import numpy as np
import tensorflow as tf
from tensorflow import keras

step = tf.Variable(0, trainable=False, name="step")


def scaled(x):
    return x / float(x.shape[1].value)


def ordered(x):
    return tf.py_func(np.sort, [x], tf.float32)


x = np.random.RandomState(0).rand(8, 3).astype("float32")
inputs = keras.Input((3,))
hidden = keras.layers.Lambda(scaled)(keras.layers.Dense(3)(inputs))
model = keras.Model(inputs, keras.layers.Dense(1)(hidden))
model.compile(keras.optimizers.SGD(lr=0.1), "mse")
history = model.fit(x, x[:, :1], batch_size=4, epochs=2, shuffle=False, verbose=0)
print(history.history["loss"])
print(model.predict(x[:2]))
print(step.name, ordered(tf.constant(x)).dtype)
