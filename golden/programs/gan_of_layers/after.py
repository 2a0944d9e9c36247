"""Functions make the layers of two networks; the variables of each are found by its scope."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def generator():
    dense = tf.keras.layers.Dense(8, activation=tf.nn.relu, kernel_initializer=tf.constant_initializer(0.1))
    dense_layer = tf.keras.layers.Dense(3, activation=tf.nn.tanh, kernel_initializer=tf.constant_initializer(0.1))

    def apply(z):
        h = dense(z)
        return dense_layer(h)

    return apply, [dense, dense_layer]


def discriminator():
    dense_layer_2 = tf.keras.layers.Dense(8, activation=tf.nn.relu, kernel_initializer=tf.constant_initializer(0.1))
    dense_layer_3 = tf.keras.layers.Dense(1, kernel_initializer=tf.constant_initializer(0.1))

    def apply(x):
        h = dense_layer_2(x)
        return dense_layer_3(h)

    return apply, [dense_layer_2, dense_layer_3]


g_layer, generator_layers = generator()
discriminator_network, discriminator_layers = discriminator()

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer_2 = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 3], tf.float32),
        tf.TensorSpec([None, 2], tf.float32),
    ],
    autograph=False,
)
def train_d(x, z):
    with tf.GradientTape() as tape:
        g = g_layer(z)
        d_real = discriminator_network(x)
        d_fake = discriminator_network(g)
        d_loss = tf.reduce_mean(tf.nn.softplus(-d_real) + tf.nn.softplus(d_fake))

    d_vars = [variable for layer in discriminator_layers for variable in layer.trainable_variables]

    optimizer.minimize(d_loss, d_vars, tape=tape)
    return d_loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_g(z):
    with tf.GradientTape() as tape:
        g = g_layer(z)
        d_fake = discriminator_network(g)
        g_loss = tf.reduce_mean(tf.nn.softplus(-d_fake))
    g_vars = [variable for layer in generator_layers for variable in layer.trainable_variables]
    optimizer_2.minimize(g_loss, g_vars, tape=tape)
    return g_loss


for i in range(5):
    xs = rng.randn(8, 3).astype(np.float32)
    zs = rng.randn(8, 2).astype(np.float32)
    dl = train_d(xs, zs).numpy()
    gl = train_g(zs).numpy()
    print(i, dl, gl)
