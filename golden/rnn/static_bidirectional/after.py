"""Both directions over a list of steps: each step's outputs come side by side."""
import numpy as np
import tensorflow as tf

np.random.seed(68)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

lstm_fw_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_fw = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_fw_limit, lstm_fw_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_fw_limit, lstm_fw_limit),
)
lstm_bw_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_bw = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_bw_limit, lstm_bw_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_bw_limit, lstm_bw_limit),
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x):
    steps = tf.unstack(x, axis=1)
    rnn_inputs = tf.stack(steps, axis=1)
    outputs_fw, lstm_fw_h, lstm_fw_c = lstm_fw(rnn_inputs)
    state_fw = [lstm_fw_h, lstm_fw_c]
    outputs_bw, lstm_bw_h, lstm_bw_c = lstm_bw(rnn_inputs)
    state_bw = [lstm_bw_h, lstm_bw_c]
    outputs = tf.unstack(tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[1])], axis=2), axis=1)
    both = tf.stack(outputs, axis=1)
    ends = tf.concat([state_fw[1], state_bw[0]], axis=1)
    return both, ends


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        both, ends = forward(x)
        loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def compute_both_and_ends(x):
    both, ends = forward(x)
    return both, ends


feed = {"x": data}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_both_and_ends(**feed)]
print(first.tolist())
print(second.tolist())
