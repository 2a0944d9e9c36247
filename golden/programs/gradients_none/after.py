"""A variable that the loss does not depend on has no gradient."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

w1 = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w1")
b1 = tf.Variable(np.zeros([1], np.float32), name="b1")

spare = tf.Variable(np.ones([3], np.float32), name="spare")
params = [w1, b1, spare]
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer.build(params)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.square(tf.matmul(x, w1) + b1 - y))
    grads = tape.gradient(cost, params)
    pairs = [(tf.clip_by_norm(g, 0.1), v) for g, v in zip(grads, params) if g is not None]
    optimizer.apply_gradients(pairs)
    return cost


for i in range(5):
    c = train_step(xs, ys).numpy()
    print(i, c)

