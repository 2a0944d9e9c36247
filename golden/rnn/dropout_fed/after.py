"""Dropout whose probability is fed: half in training, none afterwards, as language models of TF1 were written."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import DropoutCell, joint_glorot

np.random.seed(12)
BATCH, STEPS, FEATURES, UNITS = 64, 20, 3, 16
data = np.random.rand(BATCH, STEPS, FEATURES).astype(np.float32)

dropout_keep_prob = tf.Variable(1.0, trainable=False, name="dropout_keep_prob")


def make_cell():
    cell = tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))
    return DropoutCell(cell, output_keep_prob=dropout_keep_prob)


stacked = tf.keras.layers.StackedRNNCells([make_cell() for _ in range(2)])
rnn = tf.keras.layers.RNN(stacked, return_sequences=True, return_state=True)
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def train_step(x, keep_prob):
    with tf.GradientTape() as tape:
        dropout_keep_prob.assign(keep_prob)
        outputs, *state = rnn(x)
        loss = tf.reduce_mean(tf.square(outputs - 0.1)) + tf.reduce_mean(state[1][1])
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def predict(x, keep_prob):
    dropout_keep_prob.assign(keep_prob)
    outputs, *state = rnn(x)
    return outputs


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([], tf.float32),
    ],
    autograph=False,
)
def compute_kept(x, keep_prob):
    dropout_keep_prob.assign(keep_prob)
    outputs, *state = rnn(x)
    kept = tf.reduce_mean(tf.cast(tf.not_equal(outputs, 0.0), tf.float32))
    return kept


# nothing is dropped: both versions take the same steps
for step in range(4):
    value = train_step(data, 1.0).numpy()
    print(step, "%.6f" % value)
print(predict(data[:2], 1.0).numpy())
# half is dropped: the share of zeros is the same, and they stand elsewhere at each step
print("kept %.1f" % compute_kept(data, 0.5).numpy())
dropped = predict(data, 0.5).numpy() == 0
print("same at all steps:", bool((dropped == dropped[:, :1]).all()))
print("same in all rows:", bool((dropped == dropped[:1]).all()))
