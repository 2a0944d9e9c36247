"""A network calls a function that finds its variables by name: both states are judged with the same weights."""
import numpy as np
import tensorflow as tf


def dense(size, units):
    w = tf.Variable(tf.random_normal_initializer(stddev=0.4)([size, units]), name="w")
    b = tf.Variable(tf.constant_initializer(0.1)([units]), name="b")

    def apply(x):
        return tf.matmul(x, w) + b

    return apply


def policy():
    hidden_layer = dense(4, 6)
    dense_layer = dense(6, 2)

    def apply(state):
        hidden = tf.nn.relu(hidden_layer(state))
        return dense_layer(hidden)

    return apply


policy_network = policy()
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 4], tf.float32),
    ],
    autograph=False,
)
def train_step(now, later):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(policy_network(now) - 0.9 * policy_network(later)))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


data = np.random.RandomState(0).rand(5, 4)
for _ in range(3):
    print(train_step(data, data[::-1]).numpy())
