"""Two loop variables, and a single one."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
r0 = tf.compat.v1.while_loop(lambda k, t: k < 3, lambda k, t: (k + 1, t * 2.0), [0, tf.reduce_sum(x)])

with tf.compat.v1.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
