"""Initializers: the widths that TF1 writes nowhere."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [1, 300])
a = tf.get_variable("a", [300, 100], initializer=tf.contrib.layers.xavier_initializer())
b = tf.get_variable("b", [300, 100], initializer=tf.random_normal_initializer())
c = tf.get_variable("c", [300, 100], initializer=tf.truncated_normal_initializer(stddev=0.5, dtype=tf.float32))
d = tf.get_variable("d", [300, 100], initializer=tf.random_uniform_initializer(-1, 1))
e = tf.get_variable("e", [300, 100], initializer=tf.contrib.layers.variance_scaling_initializer())
out = tf.matmul(x, a + b + c + d + e)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print([round(float(np.std(v)), 1) for v in sess.run([b, c, d])])
    print([round(float(np.std(v)) * 10, 1) for v in sess.run([a, e])])
    print(sess.run(out, feed_dict={x: np.ones([1, 300])}))
