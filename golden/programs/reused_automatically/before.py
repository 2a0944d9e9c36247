"""A siamese network of layers with AUTO_REUSE."""
import numpy as np
import tensorflow as tf


def embed(images):
    with tf.variable_scope("embed", reuse=tf.AUTO_REUSE):
        hidden = tf.layers.dense(images, 8, activation=tf.nn.relu, name="hidden")
        return tf.layers.dense(hidden, 2, name="code")


left = tf.placeholder(tf.float32, [None, 6])
right = tf.placeholder(tf.float32, [None, 6])
same = tf.placeholder(tf.float32, [None])

distance = tf.reduce_sum(tf.square(embed(left) - embed(right)), axis=1)
loss = tf.reduce_mean(same * distance + (1 - same) * tf.maximum(0.0, 1.0 - distance))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

rng = np.random.RandomState(1)
a, b = rng.rand(10, 6), rng.rand(10, 6)
s = (rng.rand(10) > 0.5).astype(np.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        _, value = sess.run([train, loss], feed_dict={left: a, right: b, same: s})
    print("%.5f" % value)
