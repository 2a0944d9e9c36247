"""The states of both directions, side by side, start another LSTM: the classic encoder and decoder."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(65)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

fw_cell, bw_cell = [tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4)) for _ in range(2)]
fw = tf.keras.layers.RNN(fw_cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
bw = tf.keras.layers.RNN(
    bw_cell,
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    zero_output_for_mask=True,
)
reader = tf.keras.layers.LSTM(2 * UNITS, return_sequences=True, return_state=True, **joint_glorot(4))
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    mask = tf.sequence_mask(n, tf.shape(x)[1])
    _, fw_h, fw_c = fw(x, mask=mask)
    fw_state = [fw_h, fw_c]
    _, bw_h, bw_c = bw(x, mask=mask)
    bw_state = [bw_h, bw_c]
    joined_c = tf.concat([fw_state[1], bw_state[1]], axis=1)
    joined_h = tf.concat([fw_state[0], bw_state[0]], axis=1)
    start = [joined_h, joined_c]
    written, reader_h, reader_c = reader(tf.reverse(x, [1]), initial_state=start)
    end = [reader_h, reader_c]
    return written, end


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        written, end = forward(x, n)
        loss = tf.reduce_mean(tf.square(written - 0.3)) + tf.reduce_mean(tf.square(end[1]))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_written_and_c(x, n):
    written, end = forward(x, n)
    return written, end[1]


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_written_and_c(**feed)]
print(first.tolist())
print(second.tolist())
