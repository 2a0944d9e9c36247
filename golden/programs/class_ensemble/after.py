"""Two objects of one class train side by side: each has its own variables and its own functions."""
import numpy as np
import tensorflow as tf


class Line(object):
    """A line through the origin."""

    def __init__(self, start):
        self.slope = tf.Variable(start)
        self.optimizer = tf.keras.optimizers.SGD(0.1, momentum=0.5)
        self.optimizer.build([self.slope])

    @tf.function(
        input_signature=[
            tf.TensorSpec([None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(self.slope * x - y))
        self.optimizer.minimize(loss, [self.slope], tape=tape)
        return loss

    def train(self, x, y):
        """Take one step."""
        return self.train_step(x, y).numpy()


xs = np.linspace(0.0, 1.0, 5).astype(np.float32)

models = []
for start in (0.0, 3.0):
    models.append(Line(start))

for _ in range(3):
    print(["%.5f" % model.train(xs, 2.0 * xs) for model in models])
for model in models:
    print("%.5f" % model.slope.numpy())
