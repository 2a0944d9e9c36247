"""A discriminator judges true and made samples with the same weights, which a scope is told to reuse."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def block(units, name):
    dense_layer = tf.keras.layers.Dense(units, activation=tf.nn.relu, name=name)

    def apply(x):
        return dense_layer(x)

    return apply


def discriminator():
    hidden_layer = block(8, "first")
    block_layer = block(4, "second")
    dense = tf.keras.layers.Dense(1)

    def apply(x):
        hidden = hidden_layer(x)
        hidden = block_layer(hidden)
        return dense(hidden)

    return apply


discriminator_network = discriminator()
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
    ],
    autograph=False,
)
def train_step(real, made):
    with tf.GradientTape() as tape:
        judged_real = discriminator_network(real)
        judged_made = discriminator_network(made)
        loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=judged_real, labels=tf.ones_like(judged_real)))
        loss += tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=judged_made, labels=tf.zeros_like(judged_made)))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def compute_judged_made(made):
    judged_made = discriminator_network(made)
    return judged_made


for step in range(5):
    x, z = rng.rand(8, 2), rng.randn(8, 2)
    value = train_step(x, z).numpy()
    print("%.5f" % value)
print(compute_judged_made(z).numpy())
