"""A siamese network of layers with AUTO_REUSE."""
import numpy as np
import tensorflow as tf


def embed():
    hidden_layer = tf.keras.layers.Dense(8, activation=tf.nn.relu, name="hidden")
    code = tf.keras.layers.Dense(2, name="code")

    def apply(images):
        hidden = hidden_layer(images)
        return code(hidden)

    return apply


embed_network = embed()
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 6], tf.float32),
        tf.TensorSpec([None, 6], tf.float32),
        tf.TensorSpec([None], tf.float32),
    ],
    autograph=False,
)
def train_step(left, right, same):
    with tf.GradientTape() as tape:
        distance = tf.reduce_sum(tf.square(embed_network(left) - embed_network(right)), axis=1)
        loss = tf.reduce_mean(same * distance + (1 - same) * tf.maximum(0.0, 1.0 - distance))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


rng = np.random.RandomState(1)
a, b = rng.rand(10, 6), rng.rand(10, 6)
s = (rng.rand(10) > 0.5).astype(np.float32)
for _ in range(5):
    value = train_step(a, b, s).numpy()
print("%.5f" % value)
