"""Huber with and without its threshold."""
import numpy as np
import tensorflow as tf

np.random.seed(2)
data = np.random.rand(3, 4).astype(np.float32)
target = np.eye(4)[[0, 2, 3]].astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
y = tf.placeholder(tf.float32, [3, 4])
w = tf.Variable(tf.constant(np.random.rand(4, 4).astype(np.float32)), name="w")
z = tf.matmul(x, w)
loss = tf.losses.huber_loss(y, z, delta=0.4) + tf.losses.huber_loss(y, z)
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        value, _ = sess.run([loss, train], feed_dict={x: data, y: target})
        print(step, value)
    print(sess.run(w))
