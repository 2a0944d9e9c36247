"""`v += 1.0` with a variable makes a new tensor in TF1 and leaves the variable as it is; TF2 refuses it."""

import numpy as np
import tensorflow as tf

data = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")

weights = tf.Variable(tf.ones([3]), name="weights")
bias = tf.Variable(0.5, name="bias")

scaled_variable = weights
offset_variable = bias

optimizer = tf.keras.optimizers.SGD(0.01)
optimizer.build([weights, bias])


@tf.function(autograph=False)
def compute_offset_and_bias():
    offset = offset_variable + 1.0  # a tensor from here on
    return offset, bias


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        scaled = scaled_variable * 2.0
        scaled -= tf.reduce_mean(weights) / (1.0 + bias)
        offset = offset_variable + 1.0  # a tensor from here on

        prediction = tf.reduce_sum(x * scaled, axis=1) + offset
        loss = tf.reduce_mean(tf.square(prediction - 1.0))
    optimizer.minimize(loss, [weights, bias], tape=tape)
    return loss


@tf.function(autograph=False)
def compute_scaled():
    scaled = scaled_variable * 2.0
    scaled -= tf.reduce_mean(weights) / (1.0 + bias)
    return scaled


print([value.numpy() for value in compute_offset_and_bias()])
for _ in range(3):
    print("loss %.6f" % train_step(data).numpy())
print(weights.numpy())
print(bias.numpy())
print(compute_scaled().numpy())
