"""The switch of a dropout layer is given as its noise_shape: TF1 never drops anything."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

dense = tf.keras.layers.Dense(4, activation=tf.nn.tanh)
dropout = tf.keras.layers.Dropout(0.7)
dense_layer = tf.keras.layers.Dense(1)
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


def forward(x, y, is_training):
    net = dense(x)
    net = dropout(net)
    output = dense_layer(net)
    loss = tf.reduce_mean(tf.math.squared_difference(output, y))
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def train_step(x, y, is_training):
    with tf.GradientTape() as tape:
        loss = forward(x, y, is_training)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
        tf.TensorSpec(None, tf.bool),
    ],
    autograph=False,
)
def evaluate(x, y, is_training):
    loss = forward(x, y, is_training)
    return loss


for step in range(4):
    loss_value = train_step(x_data, y_data, True).numpy()
    print(step, loss_value)
print(evaluate(x_data, y_data, False).numpy())
