"""A static network runs over a list of steps, and gives a list."""
import numpy as np
import tensorflow as tf

np.random.seed(60)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

lstm_limit = (6 / (FEATURES + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x):
    steps = tf.unstack(x, STEPS, 1)
    outputs, h, c = lstm(tf.stack(steps, axis=1))
    state = [h, c]
    outputs = tf.unstack(outputs, axis=1)
    both = tf.concat([outputs[-1], outputs[0]], axis=1)
    memory = tf.tanh(state[1])
    return both, memory


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        both, memory = forward(x)
        loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(memory))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def compute_both_and_memory(x):
    both, memory = forward(x)
    return both, memory


feed = {"x": data}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_both_and_memory(**feed)]
print(first.tolist())
print(second.tolist())
