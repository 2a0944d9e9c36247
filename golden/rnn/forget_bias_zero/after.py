"""A forget bias of zero: Keras adds one by default."""
import numpy as np
import tensorflow as tf

np.random.seed(4)
data = np.random.rand(3, 4, 2).astype(np.float32)

lstm_limit = (6 / (2 + 5 * 6)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    6,
    activation=tf.nn.relu,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    unit_forget_bias=False,
)
optimizer = tf.keras.optimizers.SGD(0.01)


def forward(x):
    outputs, h, c = lstm(x)
    state = [h, c]
    loss = tf.reduce_sum(tf.square(outputs)) + tf.reduce_sum(state[1]) + 2.0 * tf.reduce_sum(state[0])
    return state, loss


@tf.function(input_signature=[tf.TensorSpec([None, 4, 2], tf.float32)], autograph=False)
def evaluate(x):
    state, loss = forward(x)
    return loss, state[1]


@tf.function(input_signature=[tf.TensorSpec([None, 4, 2], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        state, loss = forward(x)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


for _ in range(5):
    print([value.numpy() for value in evaluate(data)])
    train_step(data)
