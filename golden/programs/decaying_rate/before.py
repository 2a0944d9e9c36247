"""The rate decays with a step that minimize counts."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))

global_step = tf.Variable(0, trainable=False, name="global_step")
# halved every third step
rate = tf.train.exponential_decay(0.5, global_step, 3, 0.5, staircase=True)
optimizer = tf.train.GradientDescentOptimizer(rate)
train = optimizer.minimize(loss, global_step=global_step)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(8):
        sess.run(train, feed_dict={x: x_data, y: y_data})
        step, current = sess.run([global_step, rate])
        print(step, current, sess.run(loss, feed_dict={x: x_data, y: y_data}))
