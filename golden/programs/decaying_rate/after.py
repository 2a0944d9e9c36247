"""The rate decays with a step that minimize counts."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))

global_step = tf.Variable(0, trainable=False, name="global_step")
schedule = tf.keras.optimizers.schedules.ExponentialDecay(0.5, 3, 0.5, staircase=True)
optimizer = tf.keras.optimizers.SGD()
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
    # halved every third step
    rate = schedule(global_step)
    optimizer.learning_rate.assign(rate)
    optimizer.minimize(loss, [w], tape=tape)
    global_step.assign_add(1)


@tf.function(autograph=False)
def compute_global_step_and_rate():
    # halved every third step
    rate = schedule(global_step)
    return global_step, rate


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
    return loss


for _ in range(8):
    train_step(x_data, y_data)
    step, current = [value.numpy() for value in compute_global_step_and_rate()]
    print(step, current, evaluate(x_data, y_data).numpy())
