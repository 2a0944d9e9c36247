"""The gradient by one variable is clipped and applied."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
w = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w")
optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
optimizer.build([w])


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def train_step(x):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1))
    grad = tape.gradient(loss, [w])[0]
    optimizer.apply_gradients([(tf.clip_by_norm(grad, 0.1), w)])
    return loss


for i in range(5):
    c = train_step(xs).numpy()
    print(i, c)
