"""A tensor in the middle of a network is fed: the function starts from it."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 4], seed=1))
v = tf.Variable(tf.random_normal([4, 1], seed=2))
code = tf.nn.tanh(tf.matmul(x, w))
output = tf.matmul(code, v)
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data})
    # decode a code of one's own
    print(sess.run(output, feed_dict={code: [[1.0, 0.0, 0.0, 0.0], [0.0, 0.0, 1.0, 0.0]]}))
    print(sess.run(output, feed_dict={x: x_data[:2]}))
    hidden = sess.run(code, feed_dict={x: x_data[:2]})
    hidden[:, 0] = 0.0
    print(sess.run([loss, output], feed_dict={code: hidden, y: y_data[:2]}))
