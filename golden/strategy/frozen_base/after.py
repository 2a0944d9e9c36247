"""A base whose layers are frozen before the model is made of it: the whole goes under one scope."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

with strategy.scope():
    # the base, as it was trained before
    base = tf.keras.Sequential([tf.keras.layers.Dense(4, activation="tanh", input_shape=(3,))])
    for layer in base.layers:
        layer.trainable = False
    base.trainable = False  # once for all

    head = tf.keras.layers.Dense(1)
    model = tf.keras.Sequential([base, head])
    model.compile(optimizer="adam", loss="mse")
history = model.fit(x, y, batch_size=8, epochs=3, shuffle=False, verbose=0)

assert model.distribute_strategy.num_replicas_in_sync == 2
for epoch, loss in enumerate(history.history["loss"]):
    print("loss %d: %.6f" % (epoch, loss))
print("trained", len(model.trainable_weights))
