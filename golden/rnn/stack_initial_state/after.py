"""A stack that starts where another one stopped, layer by layer."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(77)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

def layers():
    return tf.keras.layers.StackedRNNCells([tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4)) for _ in range(2)])


rnn = tf.keras.layers.RNN(layers(), return_sequences=True, return_state=True, zero_output_for_mask=True)
rnn_layer = tf.keras.layers.RNN(layers(), return_sequences=True, return_state=True)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    _, *encoder_state = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    start = tuple([tf.tanh(layer[0]), layer[1]] for layer in encoder_state)
    outputs, *state = rnn_layer(x, initial_state=start)
    ends = tf.concat([state[1][1], state[0][0]], axis=1)
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
