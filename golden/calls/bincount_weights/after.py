"""Weighted counts: equal, but for the gradient into the weights."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

counts = tf.compat.v1.placeholder(tf.int32, [None])
w = tf.compat.v1.get_variable("w", initializer=tf.constant([0.5, 1.5, 2.0]))
total = tf.compat.v1.bincount(counts, w, 5)
plain = tf.compat.v1.bincount(counts)
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run([total, plain], {counts: [1, 1, 3]}))
