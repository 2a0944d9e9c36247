"""Both models, each on one device."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="ones", input_shape=(3,))])
model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
print("both", 2, model.predict(x[:2], verbose=0))

model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="zeros", input_shape=(3,))])
model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
print("one", 1, model.predict(x[:2], verbose=0))
