"""A loop of the graph runs Newton's method."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

i = tf.constant(0)


def forward(x):
    root = tf.reduce_mean(x, axis=0)
    _, found = tf.while_loop(lambda i, r: i < 5, lambda i, r: (i + 1, 0.5 * (r + 2.0 / r)), [i, root])
    error = tf.abs(found * found - 2.0)
    return found, error


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def evaluate(x):
    found, error = forward(x)
    return found, error


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def evaluate_error(x):
    found, error = forward(x)
    return error


print([value.numpy() for value in evaluate(x_data)])
print(evaluate_error(x_data[:1]).numpy())
