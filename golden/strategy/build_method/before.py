"""A class whose method builds the model and whose other method trains it: the call that builds goes under the scope."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

class Regression:
    def __init__(self, units):
        self.units = units

    def build(self):
        self.model = tf.keras.Sequential(
            [tf.keras.layers.Dense(self.units, activation="tanh", input_shape=(3,)), tf.keras.layers.Dense(1)]
        )
        self.model.compile(optimizer="adam", loss="mse")

    def train(self, epochs):
        return self.model.fit(x, y, batch_size=8, epochs=epochs, shuffle=False, verbose=0)


strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
regression = Regression(4)
regression.build()
with strategy.scope():
    history = regression.train(epochs=3)
model = regression.model

assert model.distribute_strategy.num_replicas_in_sync == 2
for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:2], verbose=0))
