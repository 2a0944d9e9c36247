"""Momentum on rows that are looked up: TF1 leaves the other rows where they are, Keras would move them on."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

ids = tf.compat.v1.placeholder(tf.int32, [None])
y = tf.compat.v1.placeholder(tf.float32, [None, 2])

table = tf.compat.v1.Variable(tf.ones([6, 2]))
z = tf.compat.v1.nn.embedding_lookup(table, ids)
loss = tf.reduce_mean(tf.square(z - y))
train = tf.compat.v1.train.MomentumOptimizer(0.1, 0.9).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(6):
        value, _ = sess.run([loss, train], {ids: [i % 3, 1], y: [[0, 1], [2, 0]]})
        print(i, value)
    print(sess.run(table))
