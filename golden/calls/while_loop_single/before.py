"""A single loop variable comes back as a tensor."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.while_loop(lambda k: k < 30, lambda k: k * 2, [1]) + 1

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
