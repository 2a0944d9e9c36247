"""Two models for one strategy; what prepares the data between them stays outside."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

small = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
small.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")

scaled = x * 2.0 - 1.0

large = tf.keras.Sequential(
    [tf.keras.layers.Dense(4, activation="relu", input_shape=(3,)), tf.keras.layers.Dense(1)]
)
large.compile(optimizer=tf.keras.optimizers.SGD(0.1), loss="mse")

with strategy.scope():
    small.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)
    large.fit(scaled, y, batch_size=8, epochs=2, shuffle=False, verbose=0)

for model in (small, large):
    assert model.distribute_strategy.num_replicas_in_sync == 2
print("small", small.predict(x[:2], verbose=0))
print("large", large.predict(scaled[:2], verbose=0))
