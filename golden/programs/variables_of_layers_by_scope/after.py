"""Layers of the script are trained by the scopes that they stand in, alone and together."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)
hidden_layer = tf.keras.layers.Dense(3, kernel_initializer=tf.constant_initializer(0.1), name="hidden")
dense = tf.keras.layers.Dense(1, kernel_initializer=tf.constant_initializer(0.1))
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer_2 = tf.keras.optimizers.SGD(0.01)


def forward(x, y):
    hidden = hidden_layer(x)
    out = dense(hidden)
    cost = tf.reduce_mean(tf.square(out - y))
    return cost


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_head(x, y):
    with tf.GradientTape() as tape:
        cost = forward(x, y)
    head = dense.trainable_variables
    optimizer.minimize(cost, head, tape=tape)
    return cost


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_all(x, y):
    with tf.GradientTape() as tape:
        cost = forward(x, y)
    head = dense.trainable_variables
    body = hidden_layer.trainable_variables
    optimizer_2.minimize(cost, head + body, tape=tape)
    return cost


for i in range(3):
    c = train_head(xs, ys).numpy()
    d = train_all(xs, ys).numpy()
    print(i, c, d)
