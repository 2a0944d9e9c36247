"""Momentum on rows that are looked up: TF1 leaves the other rows where they are, Keras would move them on."""
import numpy as np
import tensorflow as tf

ids = tf.placeholder(tf.int32, [None])
y = tf.placeholder(tf.float32, [None, 2])

table = tf.Variable(tf.ones([6, 2]))
z = tf.nn.embedding_lookup(table, ids)
loss = tf.reduce_mean(tf.square(z - y))
train = tf.train.MomentumOptimizer(0.1, 0.9).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(6):
        value, _ = sess.run([loss, train], {ids: [i % 3, 1], y: [[0, 1], [2, 0]]})
        print(i, value)
    print(sess.run(table))
