"""Old names of the arguments of reductions, in a program that keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
r0 = tf.reduce_sum(x, axis=[1])
r1 = tf.reduce_mean(x, 1, True)
r2 = tf.reduce_max(x, axis=0, keepdims=True)
r3 = tf.argmax(x, axis=1)
r4 = tf.compat.v1.arg_min(x, 0)

with tf.compat.v1.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
    print(sess.run(r4, feed_dict={x: data}))
