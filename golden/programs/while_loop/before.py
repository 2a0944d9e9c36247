"""A loop of the graph runs Newton's method."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

i = tf.constant(0)
root = tf.reduce_mean(x, axis=0)
_, found = tf.while_loop(lambda i, r: i < 5, lambda i, r: (i + 1, 0.5 * (r + 2.0 / r)), [i, root])
error = tf.abs(found * found - 2.0)

with tf.Session() as sess:
    print(sess.run([found, error], feed_dict={x: x_data}))
    print(sess.run(error, feed_dict={x: x_data[:1]}))
