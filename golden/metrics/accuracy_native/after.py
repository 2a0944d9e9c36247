"""Accuracy by hand, as most programs count it."""
import numpy as np
import tensorflow as tf

np.random.seed(9)
data, target = np.random.rand(20, 3).astype(np.float32), np.eye(3)[np.random.randint(0, 3, 20)]


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    correct = tf.equal(tf.argmax(x, 1), tf.argmax(y, 1))
    accuracy = tf.reduce_mean(tf.cast(correct, "float"))
    matrix = tf.math.confusion_matrix(tf.argmax(y, 1), tf.argmax(x, 1), 3)
    return accuracy, matrix


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def evaluate_accuracy(x, y):
    correct = tf.equal(tf.argmax(x, 1), tf.argmax(y, 1))
    accuracy = tf.reduce_mean(tf.cast(correct, "float"))
    return accuracy


print([value.numpy() for value in evaluate(data, target)])
print(evaluate_accuracy(data[:5], target[:5]).numpy())
