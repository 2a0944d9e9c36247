"""Operations chosen by name: a text that TF2 still has is fine, one that the source does not tell is reported."""

import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

LAYERS = [(3, "relu"), (2, "sigmoid")]

x = tf.compat.v1.placeholder(tf.float32, [None, 2])
net = x
for units, activation in LAYERS:
    size = net.get_shape()[1].value
    weights = tf.constant(np.linspace(-1, 1, size * units).reshape(size, units), tf.float32)
    net = getattr(tf.nn, activation)(tf.matmul(net, weights))
total = getattr(tf, "reduce_sum")(tf.math.log(net), axis=1)

with tf.compat.v1.Session() as sess:
    print(sess.run(total, feed_dict={x: [[0.5, -1.0], [2.0, 0.25]]}))
