"""tf.cond chooses by what is fed."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


def forward(x, y, training):
    linear = tf.matmul(x, w)
    output = tf.cond(training, lambda: linear * 0.5, lambda: linear)
    loss = tf.reduce_mean(tf.square(output - y))
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([], tf.bool),
    ],
    autograph=False,
)
def train_step(x, y, training):
    with tf.GradientTape() as tape:
        loss = forward(x, y, training)
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([], tf.bool),
    ],
    autograph=False,
)
def evaluate(x, y, training):
    loss = forward(x, y, training)
    return loss


for _ in range(4):
    train_step(x_data, y_data, True)
    print(evaluate(x_data, y_data, False).numpy())
