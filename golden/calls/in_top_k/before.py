"""Predictions stand before targets in TF1."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.nn.in_top_k(x, [1, 2, 0], 2)
r1 = tf.nn.in_top_k(predictions=x, targets=[0, 0, 0], k=1)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
