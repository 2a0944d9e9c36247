"""The gradients of what layers own are clipped together; a counter is beside them."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)


class Model:
    def __init__(self):
        self.dense = tf.keras.layers.Dense(3, kernel_initializer=tf.constant_initializer(0.1))
        self.dense_layer = tf.keras.layers.Dense(1, kernel_initializer=tf.constant_initializer(0.1))
        self.global_step = tf.Variable(0, trainable=False)
        self.optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None, 4], tf.float32),
            tf.TensorSpec([None, 1], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, y):
        with tf.GradientTape() as tape:
            h = self.dense(x)
            out = self.dense_layer(h)
            loss = tf.reduce_mean(tf.square(out - y))
        params = tape.watched_variables()
        clipped, _ = tf.clip_by_global_norm(tape.gradient(loss, params), 0.5)
        self.optimizer.apply_gradients(zip(clipped, params))
        self.global_step.assign_add(1)
        return loss, tf.identity(self.global_step)


model = Model()
for i in range(5):
    c, s = [value.numpy() for value in model.train_step(xs, ys)]
    print(i, c)
print(model.global_step.numpy())
