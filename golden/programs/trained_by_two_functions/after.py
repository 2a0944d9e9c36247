"""A training operation is run alone and with the loss, which has no name."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
w = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w")
b = tf.Variable(np.zeros([1], np.float32), name="b")
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer.build([w, b])


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1))
        total_loss = loss + 0.1 * tf.nn.l2_loss(w)
    optimizer.minimize(total_loss, [w, b], tape=tape)


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def train_step_with_loss(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1))
        total_loss = loss + 0.1 * tf.nn.l2_loss(w)
    optimizer.minimize(total_loss, [w, b], tape=tape)
    return loss


for i in range(5):
    train_step(xs)
    c = train_step_with_loss(xs).numpy()
    print(i, c)
