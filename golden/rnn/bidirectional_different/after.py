"""The two directions may be different cells, of different sizes."""
import numpy as np
import tensorflow as tf

np.random.seed(64)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

forward_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
forward = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-forward_limit, forward_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-forward_limit, forward_limit),
)
backward_limits = tf.repeat([(6 / (FEATURES + n * 3)) ** 0.5 for n in (3, 3, 2)], 3)  # one Glorot range for inputs and state, as in TF1
backward = tf.keras.layers.GRU(
    3,
    reset_after=False,
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    zero_output_for_mask=True,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * backward_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * backward_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), 3),
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward_pass(x, n):
    mask = tf.sequence_mask(n, tf.shape(x)[1])
    outputs_fw, forward_h, forward_c = forward(x, mask=mask)
    state_fw = [forward_h, forward_c]
    outputs_bw, state_bw = backward(x, mask=mask)
    outputs_bw = tf.reverse(outputs_bw, axis=[1])
    outputs = (outputs_fw, outputs_bw)
    both = tf.concat([outputs[0], outputs[1]], axis=2)
    h, c = state_fw
    ends = tf.concat([c, h, state_bw], axis=1)
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
        both, ends = forward_pass(x, n)
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
    both, ends = forward_pass(x, n)
    return both, ends


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_both_and_ends(**feed)]
print(first.tolist())
print(second.tolist())
