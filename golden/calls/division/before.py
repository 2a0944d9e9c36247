"""Floats are divided, integers floored."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.div(x, 2.0)
r1 = tf.div(tf.size(x), 5)
r2 = 2 * tf.div(tf.reduce_sum(x), 3.0)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
