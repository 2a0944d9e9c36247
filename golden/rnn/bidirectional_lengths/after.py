"""With lengths the backward LSTM starts at each row's own end."""
import numpy as np
import tensorflow as tf

np.random.seed(63)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

lstm_fw_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm_fw = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
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
cell_fw, cell_bw = lstm_fw, lstm_bw
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    mask = tf.sequence_mask(n, tf.shape(x)[1])
    outputs_fw, lstm_fw_h, lstm_fw_c = lstm_fw(x, mask=mask)
    states_fw = [lstm_fw_h, lstm_fw_c]
    outputs_bw, lstm_bw_h, lstm_bw_c = lstm_bw(x, mask=mask)
    states_bw = [lstm_bw_h, lstm_bw_c]
    outputs_bw = tf.reverse(outputs_bw, axis=[1])
    outputs = (outputs_fw, outputs_bw)
    states = (states_fw, states_bw)
    both = tf.concat(outputs, 2)
    ends = tf.concat([states[0][1], states[1][0]], axis=1)
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
