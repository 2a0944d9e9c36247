"""Predictions stand before targets in TF1."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
r0 = tf.nn.in_top_k(predictions=x, targets=[1, 2, 0], k=2)

with tf.compat.v1.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
