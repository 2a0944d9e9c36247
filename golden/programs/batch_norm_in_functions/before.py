"""Batch normalisation stands in a function that is called twice, and in one whose scope could be told to reuse."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
X, Y = rng.rand(8, 4), rng.rand(8, 1)


def block(inputs, n, training):
    h = tf.layers.dense(inputs, n, use_bias=False)
    return tf.nn.relu(tf.layers.batch_normalization(h, training=training, momentum=0.8))


def head(inputs, training, reuse=False, scope="head"):
    with tf.variable_scope(scope, reuse=reuse):
        inputs = tf.layers.batch_normalization(inputs, training=training, momentum=0.7)
        return tf.layers.dense(inputs, 1)


x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
phase = tf.placeholder(tf.bool)
out = head(block(block(x, 5, phase), 3, phase), phase)
loss = tf.reduce_mean(tf.square(out - y))
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    train = tf.train.MomentumOptimizer(0.05, 0.9).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train, feed_dict={x: X, y: Y, phase: True})
        print(sess.run(loss, feed_dict={x: X, y: Y, phase: False}))
    print(sess.run(out, feed_dict={x: X[:2], phase: False}))
