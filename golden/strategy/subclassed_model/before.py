"""A model class of the program, made outside, compiled under the scope: training fails over the loss' counters."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

class Regression(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.hidden = tf.keras.layers.Dense(4, activation="tanh")
        self.head = tf.keras.layers.Dense(1)

    def call(self, inputs):
        return self.head(self.hidden(inputs))


strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
model = Regression()
with strategy.scope():
    model.compile(optimizer="adam", loss="mse")
history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)

assert model.distribute_strategy.num_replicas_in_sync == 2
for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:2], verbose=0))
