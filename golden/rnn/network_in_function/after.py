"""A function that runs a network is called twice: both calls train the one cell."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(98)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

def encode(cell):
    rnn = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)

    def apply(inputs):
        outputs, h, c = rnn(inputs)
        state = [h, c]
        return outputs, state

    return apply


reader = tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))
encode_layer = encode(reader)
encode_layer_2 = encode(reader)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward_pass(x):
    forward, _ = encode_layer(x)
    backward, end = encode_layer_2(tf.reverse(x, [1]))
    both = forward + backward
    return end, both


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        end, both = forward_pass(x)
        loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(end[1]))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def compute_both_and_c(x):
    end, both = forward_pass(x)
    return both, end[1]


feed = {"x": data}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_both_and_c(**feed)]
print(first.tolist())
print(second.tolist())
