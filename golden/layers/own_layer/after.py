"""A layer of the program's own, whose call TF1 has translated by AutoGraph as TF2 does, made where it is applied."""
import tensorflow as tf


class Flip(tf.keras.layers.Layer):
    """Scale what comes in, and turn it over where it is positive as a whole."""

    def build(self, input_shape):
        self.scale = self.add_weight("scale", shape=[2], initializer="ones")

    def call(self, inputs):
        if tf.reduce_sum(inputs) > 0:
            inputs = -inputs
        return inputs * self.scale


def head():
    flip = Flip()

    def apply(inputs):
        return flip(inputs)

    return apply


flip_layer = Flip()
y_layer = head()
optimizer = tf.keras.optimizers.SGD(0.01)


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
def train_step(x):
    with tf.GradientTape() as tape:
        y = y_layer(flip_layer(x))
        loss = tf.reduce_sum(tf.square(y - 3.0))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)])
def compute_y(x):
    y = y_layer(flip_layer(x))
    return y


for _ in range(3):
    print(train_step([[1.0, -2.0]]).numpy())
print(compute_y([[3.0, -2.0]]).numpy())
