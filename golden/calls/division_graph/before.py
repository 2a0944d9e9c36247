"""Integers are floored."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.div(tf.constant([7, -7]), 2)
r1 = tf.div(x, 2.0)
r2 = tf.mod(tf.constant([7, -7]), 3)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
