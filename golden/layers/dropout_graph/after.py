"""Dropout by what is kept, in a program that keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 4])
kept = tf.compat.v1.nn.dropout(x, 0.9)
noisy = tf.compat.v1.nn.dropout(x, keep_prob=0.5, noise_shape=[1, 4], seed=1)
with tf.compat.v1.Session() as sess:
    ones = np.ones([5000, 4])
    print(round(float(np.mean(sess.run(kept, {x: ones}) > 0)), 1))
    print(sorted(set(sess.run(noisy, {x: ones}).std(0))))
