"""The method that runs a step on each replica was renamed."""

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

data = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)


def step(features, labels):
    with tf.GradientTape() as tape:
        losses = (labels - model(features)) ** 2
        loss = tf.nn.compute_average_loss(losses[:, 0], global_batch_size=8)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for batch in strategy.experimental_distribute_dataset(data):
    losses = strategy.experimental_run_v2(step, args=batch)
    print("loss %.6f" % strategy.reduce("SUM", losses, axis=None))

print("prediction", model(x[:2]).numpy())
