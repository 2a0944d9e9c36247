"""States go through functions, tuples and names; c and h stay what they are."""
import numpy as np
import tensorflow as tf

np.random.seed(78)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

def memory_of(state):
    return state[1]


def exchanged(state):
    h, c = state
    return [c, h]


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


def forward(x, n):
    outputs, lstm_h, lstm_c = lstm(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    final = [lstm_h, lstm_c]
    other = exchanged(final)
    pair = (outputs, final)
    h, c = pair[1]
    ends = tf.concat([memory_of(pair[1]), 2.0 * h, 3.0 * c, final[1], 4.0 * other[1]], axis=1)
    return outputs, ends


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
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
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
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
