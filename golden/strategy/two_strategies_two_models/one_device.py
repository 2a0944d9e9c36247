"""The three models, each on one device."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")


def head():
    return tf.keras.layers.Dense(1, kernel_initializer="ones")


# spread over both devices
wide = tf.keras.Sequential([tf.keras.layers.Dense(4, kernel_initializer="ones", input_shape=(3,))])
wide.add(head())
optimizer = tf.keras.optimizers.SGD(0.1)
wide.compile(optimizer=optimizer, loss="mse")

# for comparison
narrow = tf.keras.Sequential([tf.keras.layers.Dense(2, kernel_initializer="ones", input_shape=(3,)), head()])
narrow.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")

plain = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="ones", input_shape=(3,))])

wide.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
narrow.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)

print("wide", wide.predict(x[:2], verbose=0))
print("narrow", narrow.predict(x[:2], verbose=0))
print("plain", plain.predict(x[:2], verbose=0))
