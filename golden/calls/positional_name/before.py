"""A positional `name` stands where TF2 has another parameter."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.transpose(x, [1, 0], 'turned')
r1 = tf.pad(x, [[1, 0], [0, 1]], 'CONSTANT', 'padded', 9.0)
r2 = tf.gather(x, [0, 2], None, 'picked', 1)
r3 = tf.shape(x, 'form', tf.int64)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
