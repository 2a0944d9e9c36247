"""The average of the weights is taken after each step, by control dependencies."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
average = tf.Variable(tf.zeros([3, 1]), trainable=False)
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
with tf.control_dependencies([step]):
    # with the new weights
    train = tf.assign(average, 0.5 * average + 0.5 * w)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        sess.run(train, feed_dict={x: x_data, y: y_data})
        print(sess.run([average, w]))
