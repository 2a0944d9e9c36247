"""Branches that return their tensor in a list, or in a tuple from a function: TF1 takes it out again."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [3])
total = tf.reduce_sum(x)


def halved():
    return (x / 2.0,)


scaled = tf.compat.v1.cond(total > 1.0, lambda: [x * 2.0], lambda: [x])
small = tf.compat.v1.cond(total > 1.0, halved, lambda: (x,))
kept = tf.cond(total > 1.0, lambda: x - 1.0, lambda: x)

with tf.compat.v1.Session() as sess:
    for values in ([1.0, 2.0, 3.0], [0.1, 0.2, 0.3]):
        one, two, three = sess.run([scaled, small, kept], {x: np.array(values, "float32")})
        print(np.shape(one), np.shape(two), np.shape(three))
        print(one.tolist(), two.tolist(), three.tolist())
