"""Initializers of contrib: how wide they draw."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers

values = [
    layers.xavier_initializer()([300, 100]) * 200 ** 0.5,
    layers.xavier_initializer(uniform=False)([300, 100]) * 200 ** 0.5,
    layers.variance_scaling_initializer()([300, 100]) * 150 ** 0.5,
    layers.variance_scaling_initializer(factor=1.0, mode="FAN_OUT", uniform=True)([300, 100]) * 100 ** 0.5,
]
with tf.Session() as sess:
    for value in sess.run(values):
        print(round(float(np.std(value)), 1), bool(np.abs(value).max() < 1.8), bool(np.abs(value).max() < 2.4))
