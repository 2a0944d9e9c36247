"""The rate has a schedule, but nothing counts the step: it stays what it was, as it did in TF1."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))

step = tf.Variable(0, trainable=False)
rate = tf.train.piecewise_constant(step, [2, 4], [0.1, 0.05, 0.01])
slow = tf.train.polynomial_decay(0.1, step, 10, end_learning_rate=0.01, power=2.0)
train = tf.train.AdamOptimizer(rate).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(6):
        _, loss_value = sess.run([train, loss], feed_dict={x: x_data, y: y_data})
        print(loss_value, sess.run([rate, slow, step]))
