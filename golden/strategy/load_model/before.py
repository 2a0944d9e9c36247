"""A model that is loaded outside the scope is on one device, without a word; loaded under it, it is spread."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

def pretrain(path):
    """Train on one device and save the model."""
    model = tf.keras.Sequential(
        [tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,)), tf.keras.layers.Dense(1)]
    )
    model.compile(optimizer="sgd", loss="mse")
    model.fit(x, y, batch_size=16, shuffle=False, verbose=0)
    model.save(path)


pretrain("regression.keras")
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
model = tf.keras.models.load_model("regression.keras")
model.compile(optimizer="adam", loss="mse")
history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)

for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:2], verbose=0))
