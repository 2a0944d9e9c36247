"""Two strategies whose models have one name after the other: the definition that each scope reads decides."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

both = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
with both.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="ones", input_shape=(3,))])
    model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
print("both", model.distribute_strategy.num_replicas_in_sync, model.predict(x[:2], verbose=0))

one = tf.distribute.OneDeviceStrategy("CPU:1")
with one.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, kernel_initializer="zeros", input_shape=(3,))])
    model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
print("one", model.distribute_strategy.num_replicas_in_sync, model.predict(x[:2], verbose=0))
