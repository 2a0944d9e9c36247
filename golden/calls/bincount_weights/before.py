"""Weighted counts: equal, but for the gradient into the weights."""
import numpy as np
import tensorflow as tf

counts = tf.placeholder(tf.int32, [None])
w = tf.get_variable("w", initializer=tf.constant([0.5, 1.5, 2.0]))
total = tf.bincount(counts, w, 5)
plain = tf.bincount(counts)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([total, plain], {counts: [1, 1, 3]}))
