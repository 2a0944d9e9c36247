"""Batch normalisation of contrib: the variance of a batch is unbiased, the updates are part of the output."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.layers import batch_norm

np.random.seed(4)
data = np.random.rand(6, 3).astype(np.float32) * 5
x = tf.placeholder(tf.float32, [None, 3])
training = tf.placeholder(tf.bool)
now = batch_norm(x, decay=0.9, updates_collections=None, is_training=training, scope="now")
later = batch_norm(x, decay=0.8, scale=True, is_training=training)
updates = tf.get_collection(tf.GraphKeys.UPDATE_OPS)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(sess.run(now, feed_dict={x: data, training: True}))
        sess.run(updates, feed_dict={x: data, training: True})
    print(sess.run([now, later], feed_dict={x: data, training: False}))
    for variable in tf.global_variables():
        print(variable.name, sess.run(variable))
