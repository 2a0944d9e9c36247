"""The fused GRU of contrib computes a plain GRU."""
import numpy as np
import tensorflow as tf

np.random.seed(38)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

gru_limits = tf.repeat([(6 / (FEATURES + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
gru = tf.keras.layers.GRU(
    UNITS,
    reset_after=False,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def predict(x, n):
    outputs, state = gru(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    summary = tf.tanh(state)
    return outputs, summary


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, state = gru(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
        summary = tf.tanh(state)
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(summary))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


feed = {"x": data, "n": lengths}
given, ends = [value.numpy() for value in predict(**feed)]
print(given.tolist())
print(ends.tolist())
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
given, ends = [value.numpy() for value in predict(**feed)]
print(given.tolist())
print(ends.tolist())
