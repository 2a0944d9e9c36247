"""The rate has a schedule, but nothing counts the step: it stays what it was, as it did in TF1."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))

step = tf.Variable(0, trainable=False)
schedule = tf.keras.optimizers.schedules.PiecewiseConstantDecay([2, 4], [0.1, 0.05, 0.01])
schedule_2 = tf.keras.optimizers.schedules.PolynomialDecay(0.1, 10, 0.01, power=2.0)
optimizer = tf.keras.optimizers.Adam(epsilon=1e-8)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    rate = schedule(step)
    optimizer.learning_rate.assign(rate)
    optimizer.minimize(loss, [w], tape=tape)
    return loss


@tf.function(autograph=False)
def compute_rate():
    rate = schedule(step)
    slow = schedule_2(step)
    return rate, slow, step


for _ in range(6):
    loss_value = train_step(x_data, y_data).numpy()
    print(loss_value, [value.numpy() for value in compute_rate()])
