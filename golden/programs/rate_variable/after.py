"""The learning rate is a variable that is assigned between the steps."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

w = tf.Variable(tf.random.normal([3, 1], seed=1))
rate = tf.Variable(0.2, trainable=False, name="rate")
optimizer = tf.keras.optimizers.Adagrad()
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
    optimizer.learning_rate.assign(rate)
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(autograph=False)
def update_rate():
    slower = rate.assign(rate * 0.5)
    return slower


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


for step in range(6):
    train_step(x_data, y_data)
    if step % 2:
        print("rate", update_rate().numpy())
    print(step, evaluate(x_data, y_data).numpy())
