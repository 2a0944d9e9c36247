"""A line counts the weights that the graph has."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)
w1 = tf.Variable(np.full([4, 3], 0.1, np.float32), name="w1")
w2 = tf.Variable(np.full([3, 1], 0.2, np.float32), name="w2")
params = [w1, w2]
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
        cost = tf.reduce_mean(tf.square(tf.matmul(tf.nn.relu(tf.matmul(x, w1)), w2) - y))
    grads, _ = tf.clip_by_global_norm(tape.gradient(cost, params), 0.5)
    optimizer.apply_gradients(zip(grads, params))
    return cost


# how many weights there are
print("parameters:", sum(int(np.prod(v.get_shape().as_list())) for v in [w1, w2]))

for i in range(3):
    c = train_step(xs, ys).numpy()
    print(i, c)
print(len(params))
