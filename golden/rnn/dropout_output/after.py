"""Dropout on what a cell gives: each step has a mask of its own, and the state carries on whole."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import DropoutCell, joint_glorot

np.random.seed(55)
BATCH, STEPS, FEATURES, UNITS = 64, 30, 3, 16
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

cell = tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))
dropout_keep_prob = tf.Variable(1.0, trainable=False, name="dropout_keep_prob")
cell = DropoutCell(cell, output_keep_prob=dropout_keep_prob)
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
        outputs, h, c = rnn(x)
        state = [h, c]
        last = tf.concat([state[1], state[0]], axis=1)
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
    outputs, h, c = rnn(x)
    state = [h, c]
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
    outputs, h, c = rnn(x)
    state = [h, c]
    last = tf.concat([state[1], state[0]], axis=1)
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
first = predict(data, 0.6).numpy()
second = predict(data, 0.6).numpy()
ends = compute_last(data, 0.6).numpy()
print("outputs:", structure(first), "state:", structure(ends[:, None, :UNITS]), structure(ends[:, None, -UNITS:]))
print("another mask in the next run:", bool(((first == 0) != (second == 0)).any()))
