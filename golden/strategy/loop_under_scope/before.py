"""A loop of its own under the scope that no replica runs: it moves out, and the finding has the form that uses all replicas."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
    optimizer = tf.keras.optimizers.SGD(0.1)

    # one pass over the data
    for start in range(0, 32, 8):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((y[start : start + 8] - model(x[start : start + 8])) ** 2)
        gradients = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(gradients, model.trainable_variables))
        print("loss %.6f" % loss)

print("prediction", model(x[:2]).numpy())
