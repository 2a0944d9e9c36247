"""A network of four layers: the optimizer trains more variables than fit in a call, and starts their mean squares at one."""
import numpy as np
import tensorflow as tf

np.random.seed(0)
x_data = np.random.rand(8, 3).astype(np.float32)
y_data = x_data.sum(axis=1, keepdims=True)

X = tf.placeholder(tf.float32, [None, 3])
Y = tf.placeholder(tf.float32, [None, 1])

W1 = tf.Variable(tf.random_normal([3, 5], stddev=0.5, seed=1))
b1 = tf.Variable(tf.zeros([5]))
L1 = tf.nn.tanh(tf.matmul(X, W1) + b1)
W2 = tf.Variable(tf.random_normal([5, 4], stddev=0.5, seed=2))
b2 = tf.Variable(tf.zeros([4]))
L2 = tf.nn.tanh(tf.matmul(L1, W2) + b2)
W3 = tf.Variable(tf.random_normal([4, 4], stddev=0.5, seed=3))
b3 = tf.Variable(tf.zeros([4]))
L3 = tf.nn.tanh(tf.matmul(L2, W3) + b3)
W4 = tf.Variable(tf.random_normal([4, 1], stddev=0.5, seed=4))
b4 = tf.Variable(tf.zeros([1]))
hypothesis = tf.matmul(L3, W4) + b4

cost = tf.reduce_mean(tf.square(hypothesis - Y))
train = tf.train.RMSPropOptimizer(0.05).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        _, value = sess.run([train, cost], feed_dict={X: x_data, Y: y_data})
        print(step, "%.5f" % value)
