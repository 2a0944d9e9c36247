"""Functions make the variables of two networks, each of which is trained over those that its scope names."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def generator():
    w = tf.Variable(tf.constant_initializer(0.1)([2, 3]), name="w")
    b = tf.Variable(tf.zeros_initializer()([3]), name="b")

    def apply(z):
        return tf.nn.tanh(tf.matmul(z, w) + b)

    return apply, [w, b]


def discriminator():
    w = tf.Variable(tf.constant_initializer(0.2)([3, 1]), name="w")
    b = tf.Variable(tf.zeros_initializer()([1]), name="b")

    def apply(x):
        return tf.matmul(x, w) + b

    return apply, [w, b]


g_layer, generator_variables = generator()
discriminator_network, discriminator_variables = discriminator()

d_vars = discriminator_variables
g_vars = generator_variables

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer.build(d_vars)
optimizer_2 = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer_2.build(g_vars)


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

    optimizer.minimize(d_loss, d_vars, tape=tape)
    return d_loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_g(z):
    with tf.GradientTape() as tape:
        g = g_layer(z)
        d_fake = discriminator_network(g)
        g_loss = tf.reduce_mean(tf.nn.softplus(-d_fake))
    optimizer_2.minimize(g_loss, g_vars, tape=tape)
    return g_loss


for i in range(5):
    xs = rng.randn(8, 3).astype(np.float32)
    zs = rng.randn(8, 2).astype(np.float32)
    dl = train_d(xs, zs).numpy()
    gl = train_g(zs).numpy()
    print(i, dl, gl)
