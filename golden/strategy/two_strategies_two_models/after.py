"""Two strategies, each with a model of its own that is compiled or trained under its scope; a third model is for neither."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")


def head():
    return tf.keras.layers.Dense(1, kernel_initializer="ones")


both = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
one = tf.distribute.OneDeviceStrategy("CPU:0")

with both.scope():
    # spread over both devices
    wide = tf.keras.Sequential([tf.keras.layers.Dense(4, kernel_initializer="ones", input_shape=(3,))])
    wide.add(head())
    optimizer = tf.keras.optimizers.SGD(0.1)
    wide.compile(optimizer=optimizer, loss="mse")

with one.scope():
    # for comparison
    narrow = tf.keras.Sequential([tf.keras.layers.Dense(2, kernel_initializer="ones", input_shape=(3,)), head()])
    narrow.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")

plain = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="ones", input_shape=(3,))])

wide.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
narrow.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)

assert wide.distribute_strategy is both and narrow.distribute_strategy is one
print("wide", wide.predict(x[:2], verbose=0))
print("narrow", narrow.predict(x[:2], verbose=0))
print("plain", plain.predict(x[:2], verbose=0))
