"""A metric that the loop itself updates, not the replicas: it stays out of the scope, where it could not be updated."""

import numpy as np
import tensorflow as tf

cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
BATCH = 8
loss_object = tf.keras.losses.MeanSquaredError(reduction="none")
mean_loss = tf.keras.metrics.Mean()

with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(1, input_shape=(3,))])
    optimizer = tf.keras.optimizers.SGD(0.1)
    seen = tf.keras.metrics.Sum()
data = strategy.experimental_distribute_dataset(tf.data.Dataset.from_tensor_slices((x, y)).batch(BATCH))


def step(features, labels):
    with tf.GradientTape() as tape:
        loss = tf.nn.compute_average_loss(loss_object(labels, model(features)), global_batch_size=BATCH)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
    seen.update_state(tf.ones_like(labels))
    return loss


@tf.function
def train_step(batch):
    losses = strategy.run(step, args=batch)
    return strategy.reduce(tf.distribute.ReduceOp.SUM, losses, axis=None)


for batch in data:
    mean_loss(train_step(batch))  # of the whole batch

print("loss %.6f of %d" % (mean_loss.result(), seen.result()))
print("prediction", model(x[:2]).numpy())
