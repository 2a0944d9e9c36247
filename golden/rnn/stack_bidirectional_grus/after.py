"""Layers of GRUs in both directions, without lengths."""
import numpy as np
import tensorflow as tf

np.random.seed(71)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

gru_limits = tf.repeat([(6 / (FEATURES + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
gru_2_limits = tf.repeat([(6 / (FEATURES + n * 4)) ** 0.5 for n in (3, 3, 2)], 4)  # one Glorot range for inputs and state, as in TF1
gru_3_limits = tf.repeat([(6 / (FEATURES + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
gru_4_limits = tf.repeat([(6 / (FEATURES + n * 4)) ** 0.5 for n in (3, 3, 2)], 4)  # one Glorot range for inputs and state, as in TF1
layers_fw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)
    for cell in [tf.keras.layers.GRUCell(
    UNITS,
    reset_after=False,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
), tf.keras.layers.GRUCell(
    4,
    reset_after=False,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_2_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_2_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), 4),
)]
]
layers_bw = [
    tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, go_backwards=True)
    for cell in [tf.keras.layers.GRUCell(
    UNITS,
    reset_after=False,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_3_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_3_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
), tf.keras.layers.GRUCell(
    4,
    reset_after=False,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_4_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_4_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), 4),
)]
]
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x):
    outputs, states_fw, states_bw = x, [], []
    for layer_fw, layer_bw in zip(layers_fw, layers_bw):
        outputs_fw, state_fw = layer_fw(outputs)
        outputs_bw, state_bw = layer_bw(outputs)
        outputs = tf.concat([outputs_fw, tf.reverse(outputs_bw, axis=[1])], axis=2)
        states_fw.append(state_fw)
        states_bw.append(state_bw)
    ends = tf.concat([states_fw[1], states_bw[0]], axis=1)
    return outputs, ends


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        outputs, ends = forward(x)
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def predict(x):
    outputs, ends = forward(x)
    return outputs, ends


feed = {"x": data}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
