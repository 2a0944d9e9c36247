"""Layers call tf.nn.softmax themselves, on one argument: that TF2's has no `dim` any more makes no difference to them."""

import numpy as np
import tensorflow as tf

np.random.seed(0)

hidden_layer = tf.keras.layers.Dense(4, tf.nn.log_softmax, name="hidden")
dense = tf.keras.layers.Dense(3, activation=tf.nn.softmax)
chances_layer = tf.keras.layers.Dense(2, activation=tf.nn.softmax, name="chances")
optimizer = tf.keras.optimizers.Adam(0.05, epsilon=1e-8)


def forward(states):
    hidden = hidden_layer(states)
    pooled = dense(hidden)
    chances = chances_layer(pooled)
    return chances


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(states, actions):
    with tf.GradientTape() as tape:
        chances = forward(states)
        loss = -tf.reduce_mean(tf.math.log(tf.reduce_sum(chances * tf.one_hot(actions, 2), 1)))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_chances(states):
    chances = forward(states)
    return chances


for step in range(3):
    data = np.random.randn(4, 3)
    cost = train_step(data, [0, 1, 1, 0]).numpy()
    print(step, cost)
print(compute_chances(np.eye(3)).numpy())
