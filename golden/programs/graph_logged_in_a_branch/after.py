import numpy as np
import tensorflow as tf

DRAW = True


class Line(object):
    def __init__(self, draw):
        self.w = tf.Variable(0.5, name="w")
        self.optimizer = tf.keras.optimizers.SGD(0.1)
        self.optimizer.build([self.w])
        if draw:
            # $ tensorboard --logdir=logs
            with tf.summary.create_file_writer("logs").as_default():
                tf.summary.graph(self.train_step.get_concrete_function().graph)

    @tf.function(
        input_signature=[
            tf.TensorSpec([None], tf.float32),
            tf.TensorSpec([None], tf.float32),
        ],
        autograph=False,
    )
    def train_step(self, x, y):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(self.w * x - y))
        self.optimizer.minimize(loss, [self.w], tape=tape)
        return loss

    def learn(self, x, y):
        return self.train_step(x, y).numpy()


line = Line(DRAW)
x = np.linspace(0.0, 1.0, 8).astype("float32")
for _ in range(3):
    print(line.learn(x, 3.0 * x))
