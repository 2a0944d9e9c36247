"""A placeholder with a default is fed in some runs only."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
optimizer = tf.keras.optimizers.SGD(0.1)
optimizer.build([w])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([], tf.float32),
        tf.TensorSpec([3], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y, keep_prob, scale):
    with tf.GradientTape() as tape:
        prediction = keep_prob * tf.matmul(x * scale, w)
        loss = tf.reduce_mean(tf.square(prediction - y))
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec([], tf.float32),
        tf.TensorSpec([3], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y, keep_prob, scale):
    prediction = keep_prob * tf.matmul(x * scale, w)
    loss = tf.reduce_mean(tf.square(prediction - y))
    return loss


for step in range(4):
    train_step(x_data, y_data, 0.5, [1.0, 2.0, 3.0])
    print(evaluate(x_data, y_data, 1.0, [1.0, 2.0, 3.0]).numpy())
print(evaluate(x_data, y_data, 1.0, [1.0, 1.0, 1.0]).numpy())
