"""`eval` and `run` are given the feed and the session by position."""
import numpy as np
import tensorflow as tf

xs = np.linspace(-1, 1, 20).astype(np.float32)
ys = 2 * xs + 1

W = tf.Variable(tf.zeros([1]), name="weight")
b = tf.Variable(tf.zeros([1]), name="bias")
optimizer = tf.keras.optimizers.Adam(0.1, epsilon=1e-8)
optimizer.build([W, b])


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def train_step(X, Y):
    with tf.GradientTape() as tape:
        Y_pred = X * W + b
        cost = tf.reduce_mean(tf.square(Y_pred - Y))
    optimizer.minimize(cost, [W, b], tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec(None, tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def evaluate(X, Y):
    Y_pred = X * W + b
    cost = tf.reduce_mean(tf.square(Y_pred - Y))
    return cost


@tf.function(input_signature=[tf.TensorSpec(None, tf.float32)], autograph=False)
def predict(X):
    Y_pred = X * W + b
    return Y_pred


for epoch in range(3):
    for x, y in zip(xs[:5], ys[:5]):
        train_step(x, y)
    training_cost = evaluate(xs, ys).numpy()
    print(epoch, training_cost, np.mean(predict(xs).numpy()))
print(W.numpy(), b.numpy())
