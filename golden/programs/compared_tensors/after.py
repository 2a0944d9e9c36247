"""Tensors and variables are compared with None and with each other: TF1 asks whether they are the same, TF2 for elements."""

import numpy as np
import tensorflow as tf

data = np.array([[1.0, 2.0], [3.0, -4.0]], np.float32)


def dense(inputs, weights, bias=None, activation=None):
    out = tf.matmul(inputs, weights)
    if bias is not None:  # noqa: E711
        out = out + bias
    return out if activation == None else activation(out)  # noqa: E711


def share(first, second):
    if first is second:
        return first * 10.0
    return first + second


w = tf.Variable(tf.ones([2, 2]), name="w")
b = tf.Variable(tf.ones([2]), name="b")
c = tf.Variable(tf.ones([2]), name="c")
optimizer = tf.keras.optimizers.SGD(0.001)


def forward(x):
    hidden = dense(x, w, b, tf.nn.relu)
    out = share(dense(hidden, w), hidden) + share(x, x) + share(b, c)
    loss = tf.reduce_mean(tf.square(out))
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = forward(x)
    decayed = [v for v in (w, b, c) if not v is w]
    optimizer.minimize(loss, decayed, tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def evaluate(x):
    loss = forward(x)
    return loss


for _ in range(2):
    train_step(data)
    print(evaluate(data).numpy())
print([w.numpy(), b.numpy(), c.numpy()])
