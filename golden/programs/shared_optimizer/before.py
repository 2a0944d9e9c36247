"""One optimizer that trains other variables in each of two steps, which a Keras optimizer refuses: the session stays."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None])
a = tf.Variable(2.0)
b = tf.Variable(0.5)
loss_a = tf.reduce_mean(tf.square(a * x - 1.0))
loss_b = tf.reduce_mean(tf.square(b * x - 2.0))
optimizer = tf.train.AdamOptimizer(0.1)
train_a = optimizer.minimize(loss_a)
train_b = optimizer.minimize(loss_b)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        feed = {x: np.arange(3.0) + step}
        sess.run(train_a, feed_dict=feed)
        sess.run(train_b, feed_dict=feed)
    print(sess.run([a, b]))
