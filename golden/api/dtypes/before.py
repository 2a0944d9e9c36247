"""Names of types stay as they are written."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float64, [2])
y = tf.cast(x, tf.int32) + tf.constant(1, tf.int32)
z = tf.to_double(y) * tf.constant(0.5, dtype=tf.double)
with tf.Session() as sess:
    print(sess.run([y, z], {x: np.array([1.5, 2.5])}))
