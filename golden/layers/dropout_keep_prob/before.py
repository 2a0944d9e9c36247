"""Dropout by what is kept, as a number and as a placeholder."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
keep = tf.placeholder(tf.float32)
fixed = tf.nn.dropout(x, 1.0)
fed = tf.nn.dropout(x, keep_prob=keep)
half = tf.reduce_mean(tf.nn.dropout(x, 0.25))
with tf.Session() as sess:
    ones = np.ones([5000, 4])
    print(sess.run(fixed, {x: ones[:2]}), sess.run(fed, {x: ones[:2], keep: 1.0}))
    print(round(float(sess.run(half, {x: ones})), 1))
    print(round(float(np.mean(sess.run(fed, {x: ones, keep: 0.9}) > 0)), 1))
