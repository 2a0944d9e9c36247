"""Nothing updates the moving statistics of batch normalisation: they stay what they were."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

dense = tf.keras.layers.Dense(4, use_bias=False)
batch_normalization = tf.keras.layers.BatchNormalization(momentum=1.0)
dense_layer = tf.keras.layers.Dense(1)
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


def forward(x, y, training):
    net = dense(x)
    net = batch_normalization(net, training=training)
    output = dense_layer(net)
    loss = tf.reduce_mean(tf.square(output - y))
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def train_step(x, y, training):
    with tf.GradientTape() as tape:
        loss = forward(x, y, training)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def evaluate(x, y, training):
    loss = forward(x, y, training)
    return loss


for step in range(5):
    train_step(x_data, y_data, True)
print(evaluate(x_data, y_data, True).numpy())
print(evaluate(x_data, y_data, False).numpy())
