"""Two columns joined and split in the order of TensorFlow 0.x, which no later version takes."""
import numpy as np
import tensorflow as tf
from tensorflow.python.ops import array_ops

np.random.seed(0)
rows = np.random.rand(4, 6).astype("float32")

x = tf.placeholder(tf.float32, [None, 6])
left, middle, right = tf.split(1, 3, x)  # two columns each
turned = tf.concat(1, [right, left])
stacked = array_ops.concat(-2, [turned, tf.concat([left, middle], 1)])

with tf.Session() as sess:
    print(sess.run(turned, {x: rows}).tolist())
    print(sess.run(stacked, {x: rows}).shape)
