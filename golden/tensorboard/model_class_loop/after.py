"""The model is a class, the loop stands in a function, and validation is logged too."""
import glob

import numpy as np
import tensorflow as tf


class Regression(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = tf.keras.layers.Dense(1, kernel_initializer="zeros")

    def call(self, inputs):
        return self.dense(inputs)


def train(epochs):
    x = np.linspace(0, 1, 10).reshape(5, 2).astype("float32")
    y = x.sum(axis=1, keepdims=True)
    network = Regression()
    optimizer = tf.keras.optimizers.SGD(0.1)
    board = tf.keras.callbacks.TensorBoard("logs")
    board.set_model(network)
    for epoch in range(epochs):
        for _ in range(2):
            with tf.GradientTape() as tape:
                loss = tf.reduce_mean(tf.square(network(x) - y))
            gradients = tape.gradient(loss, network.trainable_variables)
            optimizer.apply_gradients(zip(gradients, network.trainable_variables))
        board.on_epoch_end(epoch, {"loss": loss, "val_loss": 2 * loss})
    board.on_train_end()


train(3)
found = sorted(path.split("/")[1] for path in glob.glob("logs/*/*"))
print(found)
assert found == ["train", "validation"]
