"""A loss that reads a variable which the prediction does not read: the optimizer trains it too."""
import numpy as np
import tensorflow as tf

first = tf.Variable(tf.ones([3, 3]), name="first")
second = tf.Variable(2 * tf.ones([3, 3]), name="second")
dense = tf.keras.layers.Dense(4)
dense_layer = tf.keras.layers.Dense(1)
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


def forward(x):
    hidden = tf.nn.tanh(tf.matmul(x, second))
    hidden = tf.nn.relu(dense(hidden))
    prediction = dense_layer(hidden)
    return prediction


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        prediction = forward(x)
        error = tf.reduce_mean(tf.square(prediction - y))
        loss = error + 0.1 * tf.reduce_sum(tf.square(first - 0.5))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def evaluate(x, y):
    prediction = forward(x)
    error = tf.reduce_mean(tf.square(prediction - y))
    return error


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def predict(x):
    prediction = forward(x)
    return prediction


random = np.random.RandomState(0)
rows = random.rand(6, 3)
wanted = rows.sum(axis=1, keepdims=True)

for step in range(4):
    train_step(rows, wanted)
    print(step, "%.5f" % evaluate(rows, wanted).numpy(), predict(rows[:2]).numpy())
print(first.numpy())
