"""Lists and axes, and what moved to tf.math and tf.linalg."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.concat([x, x], 1)
r1 = tf.log(tf.abs(x) + 1)
r2 = tf.matrix_diag(x)
r3 = tf.cumsum(x, 1, True)
r4 = tf.squared_difference(x, 1.0)
r5 = tf.rsqrt(tf.square(x) + 1)
r6 = tf.is_nan(x)
r7 = tf.matrix_band_part(x, 0, 1)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
    print(sess.run(r4, feed_dict={x: data}))
    print(sess.run(r5, feed_dict={x: data}))
    print(sess.run(r6, feed_dict={x: data}))
    print(sess.run(r7, feed_dict={x: data}))
