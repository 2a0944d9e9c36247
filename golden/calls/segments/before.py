"""Segments and their names."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.segment_sum(x, [0, 0, 1])
r1 = tf.unsorted_segment_max(x, [1, 0, 1], 2)
r2 = tf.sparse_segment_mean(x, [0, 2], [0, 0])

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
