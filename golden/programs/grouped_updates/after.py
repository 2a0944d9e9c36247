"""Operations are grouped: a step and what is counted with it."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
average = tf.Variable(0.0, trainable=False)
optimizer = tf.keras.optimizers.SGD(0.1)
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
    optimizer.minimize(loss, [w], tape=tape)
    average.assign(0.9 * average + 0.1 * loss)


for _ in range(4):
    train_step(x_data, y_data)
    print([average.numpy(), w.numpy()])
