"""A GRU that learns to sum a sequence, written by hand for TF 2."""

import numpy as np
import tensorflow as tf

UNITS, WIDTH = 6, 3

np.random.seed(1)


def gate_bias(shape, dtype=None):
    return tf.concat([tf.ones([2 * UNITS], dtype), tf.zeros([UNITS], dtype)], axis=0)


rnn = tf.keras.layers.GRU(
    UNITS,
    reset_after=False,
    bias_initializer=gate_bias,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
)
W = tf.Variable(tf.random.normal([UNITS, 1]))
b = tf.Variable(0.0)
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function
def train_step(inputs, lengths, labels):
    with tf.GradientTape() as tape:
        _, state = rnn(inputs, mask=tf.sequence_mask(lengths, tf.shape(inputs)[1]))
        prediction = tf.matmul(state, W)[:, 0] + b
        loss = tf.reduce_mean(tf.square(prediction - labels))
    variables = tape.watched_variables()
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    return loss


for step in range(5):
    x = np.random.rand(4, 5, WIDTH)
    cost = train_step(np.float32(x), np.int32([5, 2, 3, 1]), np.float32(x.sum((1, 2))))
    print(step, cost.numpy())
