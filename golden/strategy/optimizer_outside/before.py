"""A legacy optimizer whose counter was read before the scope: it belongs to another scope than the model."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
optimizer = tf.keras.optimizers.legacy.Adam()
print("steps so far", optimizer.iterations.numpy())

with strategy.scope():
    model = tf.keras.Sequential(
        [tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,)), tf.keras.layers.Dense(1)]
    )
    model.compile(optimizer=optimizer, loss="mse")
history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)

assert model.distribute_strategy.num_replicas_in_sync == 2
for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:2], verbose=0))
