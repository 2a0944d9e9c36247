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


def head(inputs):
    flip = Flip()
    return flip(inputs)


x = tf.placeholder(tf.float32, [None, 2])
y = head(Flip()(x))
loss = tf.reduce_sum(tf.square(y - 3.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run([loss, train], {x: [[1.0, -2.0]]})[0])
    print(sess.run(y, {x: [[3.0, -2.0]]}))
