"""A star brings variables from a module that another script uses as well."""
import tensorflow as tf
from libs.utils import *

x = tf.placeholder(tf.float32, [None, 3])
W = weight_variable([3, 2])
b = bias_variable([2])
y = tf.matmul(x, W) + b
loss = tf.reduce_mean(tf.pow(y - 1.0, 2))
step = tf.train.AdamOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        sess.run(step, feed_dict={x: rows(5)})
    print(sess.run(loss, feed_dict={x: rows(5)}))
    print(sess.run(W))
