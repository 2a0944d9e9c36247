"""Both directions over a list of steps, with lengths."""
import numpy as np
import tensorflow as tf

np.random.seed(69)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

lstm_fw_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_fw = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_fw_limit, lstm_fw_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_fw_limit, lstm_fw_limit),
)
lstm_bw_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_bw = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_bw_limit, lstm_bw_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_bw_limit, lstm_bw_limit),
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    steps = tf.unstack(x, STEPS, 1)
    rnn_inputs = tf.stack(steps, axis=1)
    mask = tf.sequence_mask(n, len(steps))
    outputs_fw = lstm_fw(rnn_inputs, mask=mask)
    outputs_bw, lstm_bw_h, lstm_bw_c = lstm_bw(rnn_inputs, mask=mask)
    state_bw = [lstm_bw_h, lstm_bw_c]
    outputs = tf.unstack(tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[1])], axis=2), axis=1)
    both = tf.concat(outputs, axis=1)
    return state_bw, both


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        state_bw, both = forward(x, n)
        loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(state_bw[1]))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_both_and_c(x, n):
    state_bw, both = forward(x, n)
    return both, state_bw[1]


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_both_and_c(**feed)]
print(first.tolist())
print(second.tolist())
