"""Batch normalisation stands in a function that is called twice, and in one whose scope could be told to reuse."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
X, Y = rng.rand(8, 4), rng.rand(8, 1)


def block(n):
    dense_layer = tf.keras.layers.Dense(n, use_bias=False)
    batch_normalization_layer = tf.keras.layers.BatchNormalization(momentum=0.8)

    def apply(inputs, training):
        h = dense_layer(inputs)
        return tf.nn.relu(batch_normalization_layer(h, training=training))

    return apply


block_layer = block(5)
out_inputs_layer = block(3)
batch_normalization = tf.keras.layers.BatchNormalization(momentum=0.7)
dense = tf.keras.layers.Dense(1)
optimizer = tf.keras.optimizers.SGD(0.05, momentum=0.9)


def forward(x, phase):
    out_inputs = out_inputs_layer(block_layer(x, phase), phase)
    out_inputs = batch_normalization(out_inputs, training=phase)
    out = dense(out_inputs)
    return out


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def train_step(x, y, phase):
    with tf.GradientTape() as tape:
        out = forward(x, phase)
        loss = tf.reduce_mean(tf.square(out - y))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def evaluate(x, y, phase):
    out = forward(x, phase)
    loss = tf.reduce_mean(tf.square(out - y))
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def compute_out(x, phase):
    out = forward(x, phase)
    return out


for _ in range(3):
    train_step(X, Y, True)
    print(evaluate(X, Y, False).numpy())
print(compute_out(X[:2], False).numpy())
