"""Layers of contrib: relu and SAME are their defaults."""
import numpy as np
import tensorflow as tf

np.random.seed(3)
data = np.random.rand(2, 8, 8, 1).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 8, 8, 1])
net = tf.contrib.layers.conv2d(x, 4, 3, scope="c1")
net = tf.contrib.layers.max_pool2d(net, [2, 2])
net = tf.contrib.layers.flatten(net)
net = tf.contrib.layers.fully_connected(net, 5)
out = tf.contrib.layers.fully_connected(net, 2, activation_fn=None)
loss = tf.reduce_mean(tf.square(out - 1.0))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        value, _ = sess.run([loss, train], feed_dict={x: data})
        print(value)
    print(sess.run(out, feed_dict={x: data}))
