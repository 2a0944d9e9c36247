"""A list of variables holds those that were there when it was made."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

w1 = tf.Variable(np.full([4, 3], 0.1, np.float32), name="w1")
early = [w1]
w2 = tf.Variable(np.full([3, 1], 0.2, np.float32), name="w2")
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer.build(early)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec([None, 1], tf.float32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        cost = tf.reduce_mean(tf.square(tf.matmul(tf.nn.relu(tf.matmul(x, w1)), w2) - y))
    optimizer.minimize(cost, early, tape=tape)
    return cost


for i in range(5):
    c = train_step(xs, ys).numpy()
    print(i, c)

print([w1.numpy(), w2.numpy()])
