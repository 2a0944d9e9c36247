"""A line fitted after one operation has initialised all variables, as people wrote it for queues and metrics."""
import numpy as np
import tensorflow as tf

rows = np.linspace(-1, 1, 6).astype(np.float32)

x = tf.placeholder(tf.float32, [None])
w = tf.Variable(0.25)
loss = tf.reduce_mean(tf.square(w * x - 3 * x))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
init = tf.group(tf.global_variables_initializer(), tf.local_variables_initializer())

with tf.Session() as sess:
    sess.run(init)
    for _ in range(4):
        _, value = sess.run([train, loss], {x: rows})
        print("%.6f" % value)
