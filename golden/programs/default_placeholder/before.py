"""A placeholder with a default is fed in some runs only."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

keep_prob = tf.placeholder_with_default(1.0, shape=[])
scale = tf.placeholder_with_default([1.0, 2.0, 3.0], [3], name="scale")
w = tf.Variable(tf.random_normal([3, 1], seed=1))
prediction = keep_prob * tf.matmul(x * scale, w)
loss = tf.reduce_mean(tf.square(prediction - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data, keep_prob: 0.5})
        print(sess.run(loss, feed_dict={x: x_data, y: y_data}))
    print(sess.run(loss, feed_dict={x: x_data, y: y_data, scale: [1.0, 1.0, 1.0]}))
