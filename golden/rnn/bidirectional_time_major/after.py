"""Time first, in both directions and with lengths."""
import numpy as np
import tensorflow as tf

np.random.seed(67)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(STEPS, BATCH, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

gru_fw_limits = tf.repeat([(6 / (FEATURES + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
gru_fw = tf.keras.layers.GRU(
    UNITS,
    reset_after=False,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    time_major=True,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_fw_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_fw_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
)
gru_bw_limits = tf.repeat([(6 / (FEATURES + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
gru_bw = tf.keras.layers.GRU(
    UNITS,
    reset_after=False,
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    zero_output_for_mask=True,
    time_major=True,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_bw_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_bw_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    mask = tf.transpose(tf.sequence_mask(n, tf.shape(x)[0]))
    outputs_fw, states_fw = gru_fw(x, mask=mask)
    outputs_bw, states_bw = gru_bw(x, mask=mask)
    outputs_bw = tf.reverse(outputs_bw, axis=[0])
    outputs = (outputs_fw, outputs_bw)
    states = (states_fw, states_bw)
    both = tf.concat(outputs, 2)
    ends = tf.concat(states, 1)
    return both, ends


@tf.function(
    input_signature=[
        tf.TensorSpec([STEPS, None, FEATURES], tf.float32),
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
        tf.TensorSpec([STEPS, None, FEATURES], tf.float32),
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
