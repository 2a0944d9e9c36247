"""A stack of LSTMs in either direction."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(66)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

def stack():
    return tf.keras.layers.StackedRNNCells([tf.keras.layers.LSTMCell(units, **joint_glorot(4)) for units in (4, UNITS)])


rnn_forward = tf.keras.layers.RNN(stack(), return_sequences=True, return_state=True, zero_output_for_mask=True)
rnn_backward = tf.keras.layers.RNN(
    stack(),
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    zero_output_for_mask=True,
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    mask = tf.sequence_mask(n, tf.shape(x)[1])
    outputs_fw, *states_fw = rnn_forward(x, mask=mask)
    outputs_bw, *states_bw = rnn_backward(x, mask=mask)
    outputs_bw = tf.reverse(outputs_bw, axis=[1])
    outputs = (outputs_fw, outputs_bw)
    both = tf.concat(outputs, 2)
    ends = tf.concat([states_fw[-1][1], states_bw[0][0]], axis=1)
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
