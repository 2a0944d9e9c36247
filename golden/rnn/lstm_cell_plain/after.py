"""An LSTMCell with its defaults over rows of several lengths, outputs and both halves of the state."""
import numpy as np
import tensorflow as tf

np.random.seed(21)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

lstm_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
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
    outputs, h, c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    state = [h, c]
    summary = tf.concat([state[0], 2.0 * state[1]], axis=1)
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
        outputs, h, c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
        state = [h, c]
        summary = tf.concat([state[0], 2.0 * state[1]], axis=1)
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
