"""Variables whose name a Keras layer uses itself, read with a function of Keras that nothing else imports."""

import numpy as np
import tensorflow as tf

from tensorflow.keras import backend as K


class WeightsLayer(tf.keras.layers.Layer):
    def __init__(self, weights, **kwargs):
        super().__init__(**kwargs)
        self.own_weights = weights

    def call(self, t):
        return t * K.abs(self.own_weights)


weights = tf.Variable(tf.ones([3]), name="weights")
x = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")
front = tf.keras.layers.Dense(3, use_bias=False, kernel_initializer="identity")
inputs = tf.keras.Input((3,))
outputs = WeightsLayer(weights)(front(inputs))
model = tf.keras.Model(inputs, outputs)

optimizer = tf.keras.optimizers.SGD(0.01)
for _ in range(3):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((model(x) - 1.0) ** 2)
    variables = model.trainable_variables
    optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables))
    print("loss %.6f" % loss)
assert len(model.trainable_variables) == 2, "a variable is not trained"
print(weights.numpy())
