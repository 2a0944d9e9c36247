"""Optimizers that compile is given by name, two of which take other steps in TF2."""

import numpy as np
import tensorflow as tf


def relative(target, output):
    return tf.log(1.0 + tf.abs(target - output))


def build():
    layer = tf.keras.layers.Dense(1, input_shape=(3,), kernel_initializer=tf.keras.initializers.Constant(0.2))
    return tf.keras.Sequential([layer])


x = np.random.RandomState(0).rand(8, 3).astype("float32")
by_nadam, by_adagrad, by_adam = build(), build(), build()
by_nadam.compile("nadam", relative)
by_adagrad.compile(optimizer="adagrad", loss=relative)
by_adam.compile("adam", relative)
for model in (by_nadam, by_adagrad, by_adam):
    model.fit(x, x[:, :1], batch_size=4, epochs=3, shuffle=False, verbose=0)
    print(model.get_weights()[0].ravel())
