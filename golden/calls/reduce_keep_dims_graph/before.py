"""Old names of the arguments of reductions, in a program that keeps its session."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.reduce_sum(x, reduction_indices=[1])
r1 = tf.reduce_mean(x, 1, True)
r2 = tf.reduce_max(x, axis=0, keep_dims=True)
r3 = tf.argmax(x, dimension=1)
r4 = tf.arg_min(x, 0)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
    print(sess.run(r4, feed_dict={x: data}))
