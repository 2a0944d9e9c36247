"""Stays a graph: a function makes weights of a size that it reads from the tensor it is given."""
import numpy as np
import tensorflow as tf


def dense(inputs, units):
    size = int(inputs.get_shape()[1])
    weights = tf.Variable(tf.ones([size, units]) * 0.2)
    return tf.tanh(tf.matmul(inputs, weights))


x = tf.placeholder(tf.float32, [None, 3])
y = dense(dense(x, 4), 2)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(y, {x: np.ones((2, 3))}))
