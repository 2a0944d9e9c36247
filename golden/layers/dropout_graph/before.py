"""Dropout by what is kept, in a program that keeps its session."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
kept = tf.nn.dropout(x, 0.9)
noisy = tf.nn.dropout(x, keep_prob=0.5, noise_shape=[1, 4], seed=1)
with tf.Session() as sess:
    ones = np.ones([5000, 4])
    print(round(float(np.mean(sess.run(kept, {x: ones}) > 0)), 1))
    print(sorted(set(sess.run(noisy, {x: ones}).std(0))))
