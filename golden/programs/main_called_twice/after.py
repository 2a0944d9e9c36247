"""A function that builds, opens the session and runs is called with two rates: each call trains variables of its own."""
import numpy as np
import tensorflow as tf

points = np.linspace(-1.0, 1.0, 8).astype(np.float32)


def fit(rate, steps=5):
    a = tf.Variable(0.0, name="a")
    optimizer = tf.keras.optimizers.SGD(rate)
    optimizer.build([a])

    @tf.function(
        input_signature=[
            tf.TensorSpec([None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(a * x - y))
        optimizer.minimize(loss, [a], tape=tape)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def evaluate(x, y):
        loss = tf.reduce_mean(tf.square(a * x - y))
        return a, loss

    for _ in range(steps):
        train_step(points, 2.0 * points)
    return [value.numpy() for value in evaluate(points, 2.0 * points)]


for rate in (0.1, 0.5):
    print(rate, fit(rate))
