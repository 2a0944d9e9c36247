"""Gradients are clipped by their norm, and the step is counted when they are applied."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
b = tf.Variable(tf.zeros([1]))

steps = tf.Variable(0, name="steps", trainable=False)
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9)
optimizer.build([w, b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_sum(tf.square(tf.matmul(x, w) + b - y))
    variables = [w, b]
    gradients = tape.gradient(loss, variables)
    # not too far at once
    gradients, norm = tf.clip_by_global_norm(gradients, 1.0)
    optimizer.apply_gradients(zip(gradients, variables))
    steps.assign_add(1)
    return loss, norm


for _ in range(6):
    loss_value, norm_value = [value.numpy() for value in train_step(x_data, y_data)]
    print(loss_value, norm_value, steps.numpy())
