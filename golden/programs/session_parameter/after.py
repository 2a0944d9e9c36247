"""The session is handed to functions: the parameter goes, and with it the argument."""
import numpy as np
import tensorflow as tf

w = tf.Variable([[0.5], [-0.5]])
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def train_step(x, t):
    with tf.GradientTape() as tape:
        y = tf.squeeze(tf.matmul(x, w), 1)
        loss = tf.reduce_mean(tf.square(y - t))
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, t):
    y = tf.squeeze(tf.matmul(x, w), 1)
    loss = tf.reduce_mean(tf.square(y - t))
    return loss


def train(rows, targets, steps=5):
    for _ in range(steps):
        train_step(rows, targets)


def report(title, rows, targets):
    print(title, "%.6f" % evaluate(rows, targets).numpy(), w.numpy().ravel())


def main():
    rows = np.array([[1, 2], [3, 4], [0, 1]], np.float32)
    targets = np.array([1, 1, 0], np.float32)
    report("before", rows, targets)
    train(rows, targets, steps=8)
    report("after", rows=rows, targets=targets)


main()
