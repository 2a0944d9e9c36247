"""The scope is opened again with reuse around the call of a function; names choose between two towers."""
import numpy as np
import tensorflow as tf


def tower(units):
    w = tf.Variable(tf.random_normal_initializer(stddev=0.5, seed=7)([3, units]), name="w")

    def apply(x):
        return tf.matmul(x, w)

    return apply


tower_network = tower(2)
right_layer = tower(2)
optimizer = tf.keras.optimizers.SGD(0.1)


def forward(x, y):
    left = tower_network(x)
    right = right_layer(x)
    left_again = tower_network(y)
    return left, right, left_again


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        left, right, left_again = forward(x, y)
        loss = tf.reduce_mean(tf.square(left - left_again)) + tf.reduce_mean(tf.square(right - 1.0))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def compute_left(x, y):
    left, right, left_again = forward(x, y)
    return left, right, left_again


data = np.random.RandomState(0).rand(5, 3)
for _ in range(3):
    print(train_step(data, data[::-1]).numpy())
print([value.numpy() for value in compute_left(data, data * 2)])
