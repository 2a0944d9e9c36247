"""Variables, their list and their gradients are attributes."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)


class Model:
    def __init__(self):
        self.w = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w")
        self.params = [self.w]
        self.optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)
        self.optimizer.build(self.params)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4], tf.float32),
            tf.TensorSpec([None, 1], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, self.w) - y))
        grads = tape.gradient(loss, self.params)
        clipped, _ = tf.clip_by_global_norm(grads, 0.5)
        self.optimizer.apply_gradients(zip(clipped, self.params))
        return loss


model = Model()
for i in range(5):
    c = model.train_step(xs, ys).numpy()
    print(i, c)
