"""Layer functions share their weights by reuse: an argument of the call, or the scope around it."""
import numpy as np
import tensorflow as tf

np.random.seed(35)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

hidden_layer = tf.keras.layers.Dense(UNITS, activation=tf.nn.relu, name="hidden")
code = tf.keras.layers.Dense(3, tf.nn.tanh, name="code")
scale_layer = tf.keras.layers.Dense(1, name="scale")

cell_limits = tf.repeat([(6 / (SIZE + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
cell = tf.keras.layers.GRUCell(
    UNITS,
    reset_after=False,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * cell_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * cell_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
)
rnn = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)
rnn_layer = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(right, words):
    right_code_hidden = hidden_layer(right)
    right_code = code(right_code_hidden)
    second, second_state = rnn_layer(words * 2.0)
    return right_code, second_state


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, SIZE], tf.float32),
        tf.TensorSpec([BATCH, SIZE], tf.float32),
        tf.TensorSpec([BATCH, STEPS, SIZE], tf.float32),
    ],
    autograph=False,
)
def train_step(left, right, words):
    with tf.GradientTape() as tape:
        right_code, second_state = forward(right, words)
        hidden = hidden_layer(left)
        left_code = code(hidden)
        scale = scale_layer(left_code)
        again = scale_layer(right_code)
        first, first_state = rnn(words)

        distance = tf.reduce_sum(tf.square(left_code * scale - right_code * again), axis=1)
        loss = tf.reduce_mean(distance) + tf.reduce_mean(tf.square(first_state - second_state - 0.1))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, SIZE], tf.float32),
        tf.TensorSpec([BATCH, STEPS, SIZE], tf.float32),
    ],
    autograph=False,
)
def compute_right_code_and_second_state(right, words):
    right_code, second_state = forward(right, words)
    return right_code, second_state


for step in range(4):
    feed = {"left": np.random.randn(BATCH, SIZE), "right": np.random.randn(BATCH, SIZE),
            "words": np.random.randn(BATCH, STEPS, SIZE)}
    value = train_step(**feed).numpy()
    print(step, "%.6f" % value)
codes, state = [
    value.numpy()
    for value in compute_right_code_and_second_state(feed["right"], feed["words"])
]
print("codes", codes)
print("state", state)
