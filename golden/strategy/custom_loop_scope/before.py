"""A loop of its own whose loss is right, with the model made outside the scope."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])


def step(features, labels):
    with tf.GradientTape() as tape:
        losses = tf.reduce_sum((labels - model(features)) ** 2, axis=1)
        loss = tf.nn.compute_average_loss(losses, global_batch_size=8)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


with strategy.scope():
    optimizer = tf.keras.optimizers.SGD(0.1)
    data = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)
    for batch in strategy.experimental_distribute_dataset(data):
        losses = strategy.run(step, args=batch)
        print("loss %.6f" % strategy.reduce("SUM", losses, axis=None))

print("prediction", model(x[:2]).numpy())
