"""Layers of both directions over time-major inputs, GRUs that start from a state forward."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(97)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(STEPS, BATCH, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

cells_fw = [tf.keras.layers.GRUCell(units, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0)) for units in (4, UNITS)]
cells_bw = [tf.keras.layers.GRUCell(units, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0)) for units in (3, UNITS)]
layers_fw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, zero_output_for_mask=True, time_major=True)
    for cell in cells_fw
]
layers_bw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, go_backwards=True, zero_output_for_mask=True, time_major=True)
    for cell in cells_bw
]
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    starts = [tf.tanh(x[0, :, :1]) * tf.ones([1, units]) for units in (4, UNITS)]
    mask = tf.transpose(tf.sequence_mask(n, tf.shape(x)[0]))
    outputs, states_fw, states_bw = x, [], []
    for layer_fw, layer_bw, start_fw in zip(layers_fw, layers_bw, starts):
        outputs_fw, state_fw = layer_fw(outputs, mask=mask, initial_state=start_fw)
        outputs_bw, state_bw = layer_bw(outputs, mask=mask)
        outputs = tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[0])], axis=2)
        states_fw.append(state_fw)
        states_bw.append(state_bw)
    ends = tf.concat([states_fw[0], states_fw[-1], states_bw[1]], axis=1)
    return outputs, ends


@tf.function(
    input_signature=[
        tf.TensorSpec([STEPS, None, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, ends = forward(x, n)
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([STEPS, None, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def predict(x, n):
    outputs, ends = forward(x, n)
    return outputs, ends


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
