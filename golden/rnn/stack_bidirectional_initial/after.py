"""Layers of both directions start from states: fed ones forward, the ends of another network backward."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(96)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

start_memory = np.random.randn(BATCH, 4).astype(np.float32)
start_hidden = np.random.randn(BATCH, 4).astype(np.float32)

lstm_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
)
lstm_2_limit = (6 / (FEATURES + 5 * 3)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_2 = tf.keras.layers.LSTM(
    3,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_2_limit, lstm_2_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_2_limit, lstm_2_limit),
)

cells_fw = [tf.keras.layers.LSTMCell(units, **joint_glorot(4)) for units in (4, UNITS)]
cells_bw = [tf.keras.layers.LSTMCell(units, **joint_glorot(4)) for units in (3, UNITS)]
layers_fw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
    for cell in cells_fw
]
layers_bw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, go_backwards=True, zero_output_for_mask=True)
    for cell in cells_bw
]
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n, c0, h0):
    _, lstm_h, lstm_c = lstm(x)
    first_end = [lstm_h, lstm_c]
    _, lstm_2_h, lstm_2_c = lstm_2(x)
    second_end = [lstm_2_h, lstm_2_c]
    mask = tf.sequence_mask(n, tf.shape(x)[1])
    outputs, states_fw, states_bw = x, [], []
    for layer_fw, layer_bw, start_fw, start_bw in zip(layers_fw, layers_bw, [[h0, c0], first_end], [second_end, first_end]):
        outputs_fw, *state_fw = layer_fw(outputs, mask=mask, initial_state=start_fw)
        outputs_bw, *state_bw = layer_bw(outputs, mask=mask, initial_state=start_bw)
        outputs = tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[1])], axis=2)
        states_fw.append(state_fw)
        states_bw.append(state_bw)
    ends = tf.concat([states_fw[0][1], states_fw[-1][0], states_bw[1][1]], axis=1)
    return outputs, ends


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 4], tf.float32),
    ],
    autograph=False,
)
def train_step(x, n, c0, h0):
    with tf.GradientTape() as tape:
        outputs, ends = forward(x, n, c0, h0)
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 4], tf.float32),
    ],
    autograph=False,
)
def predict(x, n, c0, h0):
    outputs, ends = forward(x, n, c0, h0)
    return outputs, ends


feed = {"x": data, "n": lengths, "c0": start_memory, "h0": start_hidden}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
