"""Layers of both directions over a list of steps."""
import numpy as np
import tensorflow as tf

np.random.seed(85)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

lstm_limit = (6 / (FEATURES + 5 * 4)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_2_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_3_limit = (6 / (FEATURES + 5 * 4)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_4_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
layers_fw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
    for cell in [tf.keras.layers.LSTMCell(
    4,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
), tf.keras.layers.LSTMCell(
    UNITS,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_2_limit, lstm_2_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_2_limit, lstm_2_limit),
)]
]
layers_bw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, go_backwards=True, zero_output_for_mask=True)
    for cell in [tf.keras.layers.LSTMCell(
    4,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_3_limit, lstm_3_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_3_limit, lstm_3_limit),
), tf.keras.layers.LSTMCell(
    UNITS,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_4_limit, lstm_4_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_4_limit, lstm_4_limit),
)]
]
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    steps = tf.unstack(x, axis=1)
    mask = tf.sequence_mask(n, len(steps))
    outputs, states_fw, states_bw = tf.stack(steps, axis=1), [], []
    for layer_fw, layer_bw in zip(layers_fw, layers_bw):
        outputs_fw, *state_fw = layer_fw(outputs, mask=mask)
        outputs_bw, *state_bw = layer_bw(outputs, mask=mask)
        outputs = tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[1])], axis=2)
        states_fw.append(state_fw)
        states_bw.append(state_bw)
    outputs = tf.unstack(outputs, axis=1)
    both = tf.stack(outputs, 1)
    ends = tf.concat([states_fw[0][1], states_bw[1][0]], axis=1)
    return both, ends


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        both, ends = forward(x, n)
        loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_both_and_ends(x, n):
    both, ends = forward(x, n)
    return both, ends


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_both_and_ends(**feed)]
print(first.tolist())
print(second.tolist())
