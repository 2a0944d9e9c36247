"""A loop that is right but for its loss, which averages over each replica's part of the batch, and its old method."""

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
    loss_object = tf.keras.losses.MeanSquaredError(reduction=tf.keras.losses.Reduction.AUTO)

data = tf.data.Dataset.from_tensor_slices((x, y)).batch(8)


def step(batch):
    features, labels = batch
    with tf.GradientTape() as tape:
        loss = loss_object(labels, model(features))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    return loss


for batch in strategy.experimental_distribute_dataset(data):
    losses = strategy.run(step, args=(batch,))
    print("loss %.6f" % strategy.reduce("mean", losses, axis=None))

print("prediction", model(x[:2]).numpy())
