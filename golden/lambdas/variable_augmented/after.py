"""An augmented assignment to a name that stands for a variable: a new tensor in TF1, an error in TF2."""

import numpy as np
import tensorflow as tf


class Rescale(tf.keras.layers.Layer):
    def __init__(self, scale, **kwargs):
        super().__init__(**kwargs)
        self.scale = scale

    def call(self, x):
        factor = self.scale
        factor = factor + 0.0
        return x * factor


scale = tf.Variable(tf.ones([3]), name="scale")


x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = Rescale(scale)(front(inputs))
model = tf.keras.Model(inputs, outputs)

optimizer = tf.keras.optimizers.SGD(0.01)
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(x) - 1.0) ** 2)
    variables = model.trainable_variables
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    print("loss %.6f" % loss)
assert len(model.trainable_variables) == 2, "a variable is not trained"
print(scale.numpy())
