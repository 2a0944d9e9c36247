"""Two loop variables, and a single one."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.while_loop(lambda k, t: k < 3, lambda k, t: (k + 1, t * 2.0), [0, tf.reduce_sum(x)])

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
