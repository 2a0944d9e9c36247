"""The callback has nothing to do with the error: the model was made outside the scope that it is trained under."""
import glob

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

x = np.linspace(0.0, 1.0, 32).reshape(16, 2).astype("float32")
y = x.sum(axis=1, keepdims=True)
board = tf.keras.callbacks.TensorBoard("logs")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(2,))])
    model.compile(optimizer="sgd", loss="mse")
model.fit(x, y, batch_size=8, epochs=2, verbose=0, callbacks=[board])

assert model.distribute_strategy.num_replicas_in_sync == 2
steps = []
for path in glob.glob("logs/train/*"):
    for event in tf.compat.v1.train.summary_iterator(path):
        steps += [event.step for value in event.summary.value if value.tag == "epoch_loss"]
print(steps)
assert steps == [0, 1]
