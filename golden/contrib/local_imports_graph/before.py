"""Functions that import contrib where they need it: an import that lost its last use would fail when the function is called."""

import numpy as np
import tensorflow as tf


def recurrent(inputs: tf.Tensor, units):
    # only here
    from tensorflow.contrib import rnn

    cell = rnn.GRUCell(units, kernel_initializer=tf.constant_initializer(0.1))
    outputs, _ = rnn.static_rnn(cell, tf.unstack(inputs, axis=1), dtype=tf.float32)
    return outputs[-1]


def projected(inputs, units):
    from tensorflow.contrib.layers import flatten, fully_connected as dense

    if not isinstance(inputs, (tf.Tensor, tf.Variable)):
        raise TypeError(inputs)
    return dense(flatten(inputs), units, activation_fn=None, weights_initializer=tf.constant_initializer(0.2))


x = tf.placeholder(tf.float32, [None, 3, 2])
y = projected(recurrent(x, 4), 2)
loss = tf.reduce_mean(tf.square(y - 1.0))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    values = np.linspace(-1, 1, 12).reshape(2, 3, 2)
    for _ in range(3):
        print(sess.run([loss, train], {x: values})[0])
    print(sess.run(y, {x: values}))
