"""One function for all methods."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
images = tf.reshape(x, [1, 3, 4, 1])
r0 = tf.image.resize_images(images, [5, 7])
r1 = tf.image.resize_images(images, [5, 7], tf.image.ResizeMethod.BICUBIC)
r2 = tf.image.resize_images(images, [6, 8], method=1)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
