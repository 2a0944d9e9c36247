"""Names of contrib by every way in."""
import numpy as np
import tensorflow as tf
import tensorflow.contrib.layers as tcl
from tensorflow.contrib.layers import xavier_initializer as xavier

data = np.arange(6, dtype=np.float32).reshape(2, 3)
x = tf.placeholder(tf.float32, [None, 3])
w = tf.get_variable("w", [3, 2], initializer=xavier())
flat = tcl.flatten(tf.reshape(tf.matmul(x, w), [-1, 2, 1]))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(flat, feed_dict={x: data}))
