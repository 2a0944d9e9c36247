"""Branches that return their tensor in a list, or in a tuple from a function: TF1 takes it out again."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [3])
total = tf.reduce_sum(x)


def halved():
    return (x / 2.0,)


scaled = tf.cond(total > 1.0, lambda: [x * 2.0], lambda: [x])
small = tf.cond(total > 1.0, halved, lambda: (x,))
kept = tf.cond(total > 1.0, lambda: x - 1.0, lambda: x)

with tf.Session() as sess:
    for values in ([1.0, 2.0, 3.0], [0.1, 0.2, 0.3]):
        one, two, three = sess.run([scaled, small, kept], {x: np.array(values, "float32")})
        print(np.shape(one), np.shape(two), np.shape(three))
        print(one.tolist(), two.tolist(), three.tolist())
