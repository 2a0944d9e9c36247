"""A model that was trained on one device before there was a strategy: it is made again under the scope, with its weights."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

model = tf.keras.Sequential(
    [tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,)), tf.keras.layers.Dense(1)]
)
model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, batch_size=8, epochs=1, shuffle=False, verbose=0)

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
with strategy.scope():
    # go on with Adam
    model.compile(optimizer="adam", loss="mse")
    history = model.fit(x, y, batch_size=8, epochs=2, shuffle=False, verbose=0)

assert model.distribute_strategy.num_replicas_in_sync == 2
for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:2], verbose=0))
