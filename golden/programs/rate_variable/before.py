"""The learning rate is a variable that is assigned between the steps."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
rate = tf.Variable(0.2, trainable=False, name="rate")
slower = tf.assign(rate, rate * 0.5)
optimizer = tf.train.AdagradOptimizer(rate)
train = optimizer.minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(6):
        sess.run(train, feed_dict={x: x_data, y: y_data})
        if step % 2:
            print("rate", sess.run(slower))
        print(step, sess.run(loss, feed_dict={x: x_data, y: y_data}))
