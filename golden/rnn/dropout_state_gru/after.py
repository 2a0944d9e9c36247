"""Dropout on the state of a GRU drops what its output is not."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import DropoutCell, joint_glorot

np.random.seed(54)
BATCH, STEPS, FEATURES, UNITS = 64, 30, 3, 16
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

cell = tf.keras.layers.GRUCell(UNITS, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0))
dropout_keep_prob = tf.Variable(1.0, trainable=False, name="dropout_keep_prob")
cell = DropoutCell(cell, state_keep_prob=dropout_keep_prob)
rnn = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, None, FEATURES], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def train_step(x, keep_prob):
    with tf.GradientTape() as tape:
        dropout_keep_prob.assign(keep_prob)
        outputs, state = rnn(x)
        last = state
        loss = tf.reduce_mean(tf.square(outputs - 0.2)) + tf.reduce_mean(tf.square(last))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, None, FEATURES], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def predict(x, keep_prob):
    dropout_keep_prob.assign(keep_prob)
    outputs, state = rnn(x)
    return outputs


@tf.function(
    input_signature=[
        tf.TensorSpec([None, None, FEATURES], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def compute_last(x, keep_prob):
    dropout_keep_prob.assign(keep_prob)
    outputs, state = rnn(x)
    last = state
    return last


def structure(values):
    """Say where zeros stand: how many, and whether at the same places in all steps and rows."""
    zeros = values == 0
    return round(float(zeros.mean()), 1), bool((zeros == zeros[:, :1]).all()), bool((zeros == zeros[:1]).all())


for step in range(4):
    value = train_step(data[:8], 1.0).numpy()
    print(step, "%.6f" % value)
print(predict(data[:2, :4], 1.0).numpy().tolist())
print(compute_last(data[:2, :4], 1.0).numpy().tolist())
first = compute_last(data, 0.6).numpy()
second = compute_last(data, 0.6).numpy()
print("state:", structure(first[:, None]))
print("another mask in the next run:", bool(((first == 0) != (second == 0)).any()))
