"""A network is built twice, for training and for testing, and its variables are reused."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3


def net(x, reuse):
    with tf.variable_scope("net", reuse=reuse):
        w = tf.get_variable("w", [3, 4], initializer=tf.random_normal_initializer(stddev=0.5, seed=1))
        b = tf.get_variable("b", [4], initializer=tf.zeros_initializer())
        v = tf.get_variable("v", [4, 1], initializer=tf.random_normal_initializer(stddev=0.5, seed=2))
        hidden = tf.nn.tanh(tf.matmul(x, w) + b)
        return tf.matmul(hidden, v)


x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
x_test = tf.placeholder(tf.float32, [None, 3])
output = net(x, False)
test_output = net(x_test, True)
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train, loss], feed_dict={x: x_data, y: y_data})
        print(value)
    print(sess.run(test_output, feed_dict={x_test: x_data[:2]}))
