"""Functions that import contrib where they need it: an import that lost its last use would fail when the function is called."""

import numpy as np
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()


def recurrent(inputs: tf.Tensor, units):
    cell = tf.compat.v1.nn.rnn_cell.GRUCell(units, kernel_initializer=tf.constant_initializer(0.1))
    outputs, _ = tf.compat.v1.nn.static_rnn(cell, tf.unstack(inputs, axis=1), dtype=tf.float32)
    return outputs[-1]


def projected(inputs, units):
    if not isinstance(inputs, (tf.Tensor, tf.compat.v1.Variable)):
        raise TypeError(inputs)
    return tf_slim.layers.fully_connected(tf_slim.layers.flatten(inputs), units, activation_fn=None, weights_initializer=tf.constant_initializer(0.2))


x = tf.compat.v1.placeholder(tf.float32, [None, 3, 2])
y = projected(recurrent(x, 4), 2)
loss = tf.reduce_mean(tf.square(y - 1.0))
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    values = np.linspace(-1, 1, 12).reshape(2, 3, 2)
    for _ in range(3):
        print(sess.run([loss, train], {x: values})[0])
    print(sess.run(y, {x: values}))
