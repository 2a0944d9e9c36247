"""One function for all methods."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
images = tf.reshape(x, [1, 3, 4, 1])
r0 = tf.compat.v1.image.resize(images, [5, 7])
r1 = tf.compat.v1.image.resize(images, [5, 7], tf.image.ResizeMethod.BICUBIC)
r2 = tf.compat.v1.image.resize(images, [6, 8], method=1)

with tf.compat.v1.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
