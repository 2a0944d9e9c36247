"""Two networks are trained by turns, each over the variables of its scope; a penalty leaves out the biases."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

gw = tf.Variable(np.full([2, 4], 0.1, np.float32), name="w")
gb = tf.Variable(np.zeros([4], np.float32), name="b")
dw = tf.Variable(np.full([4, 1], 0.2, np.float32), name="w")


def D(value):
    return tf.matmul(value, dw)


d_vars = [dw]
g_vars = [gw, gb]
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer.build(d_vars)
optimizer_2 = tf.keras.optimizers.RMSprop(0.01, epsilon=1e-10)
optimizer_2.build(g_vars)
for velocity in optimizer_2._velocities:  # TF1 starts the mean square at 1
    velocity.assign(tf.ones_like(velocity))


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None, 4], tf.float32),
    ],
    autograph=False,
)
def train_d(z, x):
    with tf.GradientTape() as tape:
        g = tf.nn.tanh(tf.matmul(z, gw) + gb)
        d_loss = tf.reduce_mean(tf.nn.softplus(-D(x)) + tf.nn.softplus(D(g)))
    optimizer.minimize(d_loss, d_vars, tape=tape)
    return d_loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def train_g(z):
    with tf.GradientTape() as tape:
        g = tf.nn.tanh(tf.matmul(z, gw) + gb)
        g_loss = tf.reduce_mean(tf.nn.softplus(-D(g)))
        penalty = 0.01 * tf.add_n([tf.nn.l2_loss(v) for v in [gw, dw]])
        g_loss += penalty
    optimizer_2.minimize(g_loss, g_vars, tape=tape)
    return g_loss


for i in range(5):
    zs = rng.randn(32, 2).astype(np.float32)
    c = train_d(zs, xs).numpy()
    e = train_g(zs).numpy()
    print(i, c, e)
