"""Boxes by index, and crops."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
images = tf.reshape(x, [1, 3, 4, 1])
r0 = tf.image.crop_and_resize(images, [[0.0, 0.0, 1.0, 0.5]], box_ind=[0], crop_size=[2, 2])
r1 = tf.image.resize_image_with_crop_or_pad(images, 2, 6)
r2 = tf.image.flip_left_right(images)
r3 = tf.extract_image_patches(images, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], 'VALID')

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
