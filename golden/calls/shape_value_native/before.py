"""The size of a dimension."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = x * x.shape[1].value
r1 = x * x.get_shape()[0].value
r2 = x * int(x.get_shape()[1])
r3 = tf.reshape(x, [x.get_shape().as_list()[1], -1])

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
