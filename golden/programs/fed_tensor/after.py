"""A tensor that is computed is fed in some runs: its dtype is not known, and the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.compat.v1.placeholder(tf.float32, [None, 3])
y = tf.compat.v1.placeholder(tf.float32, [None, 1])
w = tf.compat.v1.Variable(tf.random.normal([3, 4], seed=1))
v = tf.compat.v1.Variable(tf.random.normal([4, 1], seed=2))
code = tf.nn.tanh(tf.matmul(x, w))
output = tf.matmul(code, v)
loss = tf.reduce_mean(tf.square(output - y))
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data})
    # decode a code of one's own
    print(sess.run(output, feed_dict={code: [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]}))
    print(sess.run(output, feed_dict={x: x_data[:2]}))
