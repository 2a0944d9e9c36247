"""Layers of contrib: relu and SAME are their defaults."""
import numpy as np
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()

np.random.seed(3)
data = np.random.rand(2, 8, 8, 1).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [None, 8, 8, 1])
net = tf_slim.layers.conv2d(x, 4, 3, scope="c1")
net = tf_slim.layers.max_pool2d(net, [2, 2])
net = tf_slim.layers.flatten(net)
net = tf_slim.layers.fully_connected(net, 5)
out = tf_slim.layers.fully_connected(net, 2, activation_fn=None)
loss = tf.reduce_mean(tf.square(out - 1.0))
train = tf.compat.v1.train.AdamOptimizer(0.01).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(4):
        print(sess.run([loss, train], feed_dict={x: data})[0])
    print(sess.run(out, feed_dict={x: data}))
