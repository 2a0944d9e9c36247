"""eval and run take the session as an argument."""
import numpy as np
import tensorflow as tf

v = tf.Variable([1.0, 2.0, 3.0])
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([v])


@tf.function(input_signature=[tf.TensorSpec([3], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        scaled = v * x
        total = tf.reduce_sum(scaled)
        total_loss = tf.square(total)
    optimizer.minimize(total_loss, [v], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([3], tf.float32)], autograph=False)
def compute_total(x):
    scaled = v * x
    total = tf.reduce_sum(scaled)
    return total


@tf.function(input_signature=[tf.TensorSpec([3], tf.float32)], autograph=False)
def compute_scaled(x):
    scaled = v * x
    return scaled


train_step([1, 1, 1])
print(compute_total(np.ones(3)).numpy())
print(compute_scaled([1.0, 0.0, 2.0]).numpy())
print(v.numpy())
