"""An LSTM that starts where another one stopped."""
import numpy as np
import tensorflow as tf

np.random.seed(5)
BATCH = 3
first = np.random.rand(BATCH, 4, 2).astype(np.float32)
second = np.random.rand(BATCH, 3, 2).astype(np.float32)

reader_limit = (6 / (2 + 5 * 5)) ** 0.5  # one Glorot range for inputs and state, as in TF1
reader = tf.keras.layers.LSTM(
    5,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-reader_limit, reader_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-reader_limit, reader_limit),
)

writer_limit = (6 / (2 + 5 * 5)) ** 0.5  # one Glorot range for inputs and state, as in TF1
writer = tf.keras.layers.LSTM(
    5,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-writer_limit, writer_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-writer_limit, writer_limit),
)

optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


def forward(a, b):
    _, reader_h, reader_c = reader(a)
    reader_state = [reader_h, reader_c]
    # half of the memory, all of the output
    start = [reader_state[0], 0.5 * reader_state[1]]
    written, writer_h, writer_c = writer(b, initial_state=start)
    writer_state = [writer_h, writer_c]
    return written, writer_state


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, 4, 2], tf.float32),
        tf.TensorSpec([BATCH, 3, 2], tf.float32),
    ],
    autograph=False,
)
def train_step(a, b):
    with tf.GradientTape() as tape:
        written, writer_state = forward(a, b)

        loss = tf.reduce_mean(tf.square(written - 0.3)) + tf.reduce_mean(writer_state[1])
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, 4, 2], tf.float32),
        tf.TensorSpec([BATCH, 3, 2], tf.float32),
    ],
    autograph=False,
)
def compute_written(a, b):
    written, writer_state = forward(a, b)
    return written


for step in range(8):
    value = train_step(first, second).numpy()
    print(step, "%.6f" % value)
print(compute_written(first, second).numpy())
