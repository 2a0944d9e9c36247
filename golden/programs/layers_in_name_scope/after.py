"""A name scope is no part of the names of what layers make, so that a penalty finds both layers."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(16, 4).astype(np.float32)
ys = rng.randn(16, 1).astype(np.float32)
W1 = (0.3 * rng.randn(4, 3)).astype(np.float32)
W2 = (0.3 * rng.randn(3, 1)).astype(np.float32)

dense = tf.keras.layers.Dense(3, activation=tf.tanh, kernel_initializer=tf.constant_initializer(0.2))
dense_layer = tf.keras.layers.Dense(1, kernel_initializer=tf.constant_initializer(0.3))
optimizer = tf.keras.optimizers.SGD(0.1)


def forward(x):
    h = dense(x)
    out = dense_layer(h)
    return out


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        out = forward(x)
        loss = tf.reduce_mean(tf.square(out - y))
        loss = loss + 0.1 * tf.add_n([tf.nn.l2_loss(v) for v in dense.trainable_variables + dense_layer.trainable_variables])
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def compute_out(x):
    out = forward(x)
    return out


for i in range(5):
    c = train_step(xs, ys).numpy()
    print(i, c)
for value in [compute_out(xs).numpy()]:
    print(value)
