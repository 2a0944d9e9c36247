"""Settings decide how the graph is built: a branch over Python values is part of the functions."""
import numpy as np
import tensorflow as tf

ACTIVATION = "relu"
NORMALISE = True

w = tf.Variable(np.linspace(-0.5, 0.5, 6).reshape(3, 2).astype(np.float32))
optimizer = tf.keras.optimizers.Adagrad(0.1)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def evaluate(x):
    h = tf.matmul(x, w)
    if ACTIVATION == "relu":
        h = tf.nn.relu(h)
    elif ACTIVATION == "tanh":
        h = tf.nn.tanh(h)
    else:
        h = tf.sigmoid(h)
    if NORMALISE:
        h = h / (tf.reduce_sum(h, axis=1, keepdims=True) + 1.0)
    loss = tf.reduce_sum(tf.square(h - 0.3))
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        h = tf.matmul(x, w)
        if ACTIVATION == "relu":
            h = tf.nn.relu(h)
        elif ACTIVATION == "tanh":
            h = tf.nn.tanh(h)
        else:
            h = tf.sigmoid(h)
        if NORMALISE:
            h = h / (tf.reduce_sum(h, axis=1, keepdims=True) + 1.0)
        loss = tf.reduce_sum(tf.square(h - 0.3))
    optimizer.minimize(loss, [w], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_h(x):
    h = tf.matmul(x, w)
    if ACTIVATION == "relu":
        h = tf.nn.relu(h)
    elif ACTIVATION == "tanh":
        h = tf.nn.tanh(h)
    else:
        h = tf.sigmoid(h)
    if NORMALISE:
        h = h / (tf.reduce_sum(h, axis=1, keepdims=True) + 1.0)
    return h


rows = np.arange(12).reshape(4, 3) / 10.0
for _ in range(4):
    print(evaluate(rows).numpy())
    train_step(rows)
print(compute_h(rows[:2]).numpy())
