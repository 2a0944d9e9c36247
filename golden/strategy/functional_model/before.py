"""A functional model: its input, its layers and what is computed between them go under the scope together."""

import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

inputs = keras.Input((3,))
hidden = layers.Dense(4)(inputs)
hidden = tf.tanh(hidden)

# the head
outputs = layers.Dense(1)(hidden)
model = keras.Model(inputs, outputs)
model.compile("adam", "mse")

with strategy.scope():
    stop = keras.callbacks.EarlyStopping(monitor="loss", patience=9)
    data = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)
    history = model.fit(data, epochs=3, callbacks=[stop], verbose=0)

assert model.distribute_strategy.num_replicas_in_sync == 2
for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("prediction", model.predict(x[:2], verbose=0))
