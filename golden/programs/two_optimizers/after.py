"""Two networks are trained against each other, each by an optimizer of its own over its own variables."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(3)
real = rng.normal(2.0, 0.5, [8, 2]).astype(np.float32)

G_W = tf.Variable(tf.random.normal([3, 2], stddev=0.5, seed=1))
G_b = tf.Variable(tf.zeros([2]))
D_W1 = tf.Variable(tf.random.normal([2, 4], stddev=0.5, seed=2))
D_W2 = tf.Variable(tf.random.normal([4, 1], stddev=0.5, seed=3))


def discriminate(inputs):
    return tf.nn.sigmoid(tf.matmul(tf.nn.relu(tf.matmul(inputs, D_W1)), D_W2))


D_vars = [D_W1, D_W2]
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)
optimizer.build(D_vars)
optimizer_2 = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)
optimizer_2.build([G_W, G_b])


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 2], tf.float32),
        tf.TensorSpec([None, 3], tf.float32),
    ],
    autograph=False,
)
def train_D(X, Z):
    with tf.GradientTape() as tape:
        G = tf.matmul(Z, G_W) + G_b
        D_gene = discriminate(G)
        D_real = discriminate(X)
        # what each wants to be large
        loss_D = tf.reduce_mean(tf.math.log(D_real) + tf.math.log(1 - D_gene))
        total_loss = -loss_D
    optimizer.minimize(total_loss, D_vars, tape=tape)
    return loss_D


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def train_G(Z):
    with tf.GradientTape() as tape:
        G = tf.matmul(Z, G_W) + G_b
        D_gene = discriminate(G)
        loss_G = tf.reduce_mean(tf.math.log(D_gene))
        objective = -loss_G
    optimizer_2.minimize(objective, [G_W, G_b], tape=tape)
    return loss_G


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_g(Z):
    G = tf.matmul(Z, G_W) + G_b
    return G


for step in range(5):
    noise = rng.uniform(-1.0, 1.0, [8, 3]).astype(np.float32)
    D_value = train_D(real, noise).numpy()
    G_value = train_G(noise).numpy()
    print(step, D_value, G_value)
print(compute_g(noise[:2]).numpy())
