"""A loop makes a variable and adds a term in each turn: the variables are made in a list, the terms in the functions."""
import numpy as np
import tensorflow as tf

xs = np.linspace(-1.0, 1.0, 9).astype(np.float32)
ys = np.sin(2.0 * xs)

# a polynomial
bias = tf.Variable(0.1, name="bias")
weights = [tf.Variable(0.1 * power, name="weight_%d" % power) for power in range(1, 4)]

optimizer = tf.keras.optimizers.SGD(0.3)


@tf.function(
    input_signature=[
        tf.TensorSpec([None], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        prediction = bias
        for power, weight in zip(range(1, 4), weights):
            prediction = prediction + weight * tf.pow(X, power)

        cost = tf.reduce_mean(tf.square(prediction - Y))
    optimizer.minimize(cost, tape.watched_variables(), tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def evaluate(X, Y):
    prediction = bias
    for power, weight in zip(range(1, 4), weights):
        prediction = prediction + weight * tf.pow(X, power)

    cost = tf.reduce_mean(tf.square(prediction - Y))
    return cost


@tf.function(input_signature=[tf.TensorSpec([None], tf.float32)], autograph=False)
def predict(X):
    prediction = bias
    for power, weight in zip(range(1, 4), weights):
        prediction = prediction + weight * tf.pow(X, power)
    return prediction


for step in range(20):
    train_step(xs, ys)
    if step % 5 == 0:
        print(step, evaluate(xs, ys).numpy())
print(predict(xs).numpy())
