"""A stack of LSTMs over rows of several lengths; the state of each layer is read on its own."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(11)
BATCH, STEPS, FEATURES, UNITS, LAYERS = 4, 6, 3, 5, 2
data = np.random.rand(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

cells = [tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4)) for _ in range(LAYERS)]
stacked = tf.keras.layers.StackedRNNCells(cells)
rnn = tf.keras.layers.RNN(stacked, return_sequences=True, return_state=True, zero_output_for_mask=True)

optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, *state = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))

        last = state[-1][0]
        memory = tf.concat([state[0][1], state[1][1]], axis=1)
        loss = tf.reduce_mean(tf.square(last - 0.2)) + 0.1 * tf.reduce_mean(tf.square(memory))
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
    outputs, *state = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    return outputs


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_last_and_memory(x, n):
    outputs, *state = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))

    last = state[-1][0]
    memory = tf.concat([state[0][1], state[1][1]], axis=1)
    return last, memory


for step in range(6):
    value = train_step(data, lengths).numpy()
    print(step, "%.6f" % value)
print(predict(data, lengths).numpy())
print([value.numpy() for value in compute_last_and_memory(data, lengths)])
