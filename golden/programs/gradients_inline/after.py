"""Gradients, their variables and the optimizer have no names; the rate decays."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

w1 = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w1")
b1 = tf.Variable(np.zeros([1], np.float32), name="b1")

global_step = tf.Variable(0, trainable=False)
schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.1, 2, 0.9, staircase=True)
optimizer = tf.keras.optimizers.Adam(epsilon=1e-8)
optimizer.build([w1, b1])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.square(tf.matmul(x, w1) + b1 - y))
    rate = schedule(global_step)
    optimizer.learning_rate.assign(rate)
    optimizer.apply_gradients(zip(tape.gradient(cost, [w1, b1]), [w1, b1]))
    global_step.assign_add(1)
    return cost


for i in range(5):
    c = train_step(xs, ys).numpy()
    print(i, c)

