"""Layers of contrib: relu and SAME are their defaults."""
import numpy as np
import tensorflow as tf

np.random.seed(3)
data = np.random.rand(2, 8, 8, 1).astype(np.float32)
c1 = tf.keras.layers.Conv2D(4, 3, padding='same', activation=tf.nn.relu)
max_pooling2d = tf.keras.layers.MaxPooling2D([2, 2], strides=2, padding='valid')
flatten = tf.keras.layers.Flatten()
dense = tf.keras.layers.Dense(5, activation=tf.nn.relu)
dense_layer = tf.keras.layers.Dense(2)
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(x):
    net = c1(x)
    net = max_pooling2d(net)
    net = flatten(net)
    net = dense(net)
    out = dense_layer(net)
    return out


@tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 1], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        out = forward(x)
        loss = tf.reduce_mean(tf.square(out - 1.0))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 8, 8, 1], tf.float32)], autograph=False)
def compute_out(x):
    out = forward(x)
    return out


for step in range(4):
    value = train_step(data).numpy()
    print(value)
print(compute_out(data).numpy())
