"""Color operations."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
images = tf.reshape(x, [1, 3, 4, 1])
r0 = tf.image.adjust_brightness(images, 0.3)
r1 = tf.image.adjust_contrast(images, 2.0)
r2 = tf.image.per_image_standardization(images)
r3 = tf.image.total_variation(images)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
