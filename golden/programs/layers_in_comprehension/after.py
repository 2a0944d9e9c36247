"""Heads made by a list comprehension."""
import numpy as np
import tensorflow as tf

dense = tf.keras.layers.Dense(6, activation=tf.nn.relu)
dense_layers = [tf.keras.layers.Dense(1, name=f"head_{i}") for i in range(3)]
optimizer = tf.keras.optimizers.SGD(0.1)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 5], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        hidden = dense(x)
        heads = [dense_layer(hidden) for dense_layer in dense_layers]
        output = tf.concat(heads, axis=1)
        loss = tf.reduce_mean(tf.square(output - y))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


data = np.random.RandomState(0).rand(12, 5)
for _ in range(5):
    value = train_step(data, data[:, :3]).numpy()
print(value)
