"""Initializers of contrib: how wide they draw."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

values = [
    tf.compat.v1.glorot_uniform_initializer()([300, 100]) * 200 ** 0.5,
    tf.compat.v1.glorot_normal_initializer()([300, 100]) * 200 ** 0.5,
    tf.compat.v1.variance_scaling_initializer(2.0, 'fan_in', 'truncated_normal')([300, 100]) * 150 ** 0.5,
    tf.compat.v1.variance_scaling_initializer(1.0, 'fan_out', 'uniform')([300, 100]) * 100 ** 0.5,
]
with tf.compat.v1.Session() as sess:
    for value in sess.run(values):
        print(round(float(np.std(value)), 1), bool(np.abs(value).max() < 1.8), bool(np.abs(value).max() < 2.4))
