"""Integers are floored."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
r0 = tf.compat.v1.div(tf.constant([7, -7]), 2)
r1 = tf.compat.v1.div(x, 2.0)
r2 = tf.math.floormod(tf.constant([7, -7]), 3)

with tf.compat.v1.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
