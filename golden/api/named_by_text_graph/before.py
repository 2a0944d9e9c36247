"""Operations chosen by name: a text that TF2 still has is fine, one that the source does not tell is reported."""

import numpy as np
import tensorflow as tf

LAYERS = [(3, "relu"), (2, "sigmoid")]

x = tf.placeholder(tf.float32, [None, 2])
net = x
for units, activation in LAYERS:
    size = net.get_shape()[1].value
    weights = tf.constant(np.linspace(-1, 1, size * units).reshape(size, units), tf.float32)
    net = getattr(tf.nn, activation)(tf.matmul(net, weights))
total = getattr(tf, "reduce_sum")(tf.log(net), axis=1)

with tf.Session() as sess:
    print(sess.run(total, feed_dict={x: [[0.5, -1.0], [2.0, 0.25]]}))
