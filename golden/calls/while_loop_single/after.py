"""A single loop variable comes back as a tensor."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
r0 = tf.compat.v1.while_loop(lambda k: k < 30, lambda k: k * 2, [1]) + 1

with tf.compat.v1.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
