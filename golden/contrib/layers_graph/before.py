"""Layers of contrib: relu and SAME are their defaults."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import layers

np.random.seed(3)
data = np.random.rand(2, 8, 8, 1).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 8, 8, 1])
net = layers.conv2d(x, 4, 3, scope="c1")
net = layers.max_pool2d(net, [2, 2])
net = layers.flatten(net)
net = layers.fully_connected(net, 5)
out = layers.fully_connected(net, 2, activation_fn=None)
loss = tf.reduce_mean(tf.square(out - 1.0))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        print(sess.run([loss, train], feed_dict={x: data})[0])
    print(sess.run(out, feed_dict={x: data}))
