"""Attributes that hold a layer's output have the name that the layer gets, its own or that of its kind."""
import numpy as np
import tensorflow as tf


class Model(object):
    def __init__(self, size):
        self.size = size
        self.dense_layer = tf.keras.layers.Dense(size, activation=tf.nn.tanh)
        self.out_layer = tf.keras.layers.Dense(1, name="out")
        self.optimizer = tf.keras.optimizers.SGD(0.1)

    @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
    def train_step(self, x):
        with tf.GradientTape() as tape:
            dense = self.dense_layer(x)
            out = self.out_layer(dense)
            loss = tf.reduce_mean(tf.square(out - 1.0))
        self.optimizer.minimize(loss, tape.watched_variables(), tape=tape)
        return out

    @tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
    def compute_dense(self, x):
        dense = self.dense_layer(x)
        return dense

    def fit(self, x):
        out = self.train_step(x).numpy()
        return out

    def hidden(self, x):
        return self.compute_dense(x).numpy()


model = Model(4)
data = np.random.RandomState(0).rand(2, 3)
for _ in range(3):
    print(model.fit(data))
print(model.hidden(data))
