#!/usr/bin/env python
"""Fit a line, written for Python 2: TensorFlow 2 has no Python 2, so the program becomes Python 3 first."""
import tensorflow as tf

xs = [float(i) for i in xrange(8)]
names = {"slope": 3, "shift": 1}
for name, value in sorted(names.iteritems()):
    print name, value

x = tf.placeholder(tf.float32, [None])
y = tf.placeholder(tf.float32, [None])
w = tf.Variable(0.5)
b = tf.Variable(0.0)
cost = tf.reduce_mean(tf.square(x * w + b - y))
train = tf.train.GradientDescentOptimizer(0.01).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in xrange(20):
        _, value = sess.run([train, cost], feed_dict={x: xs, y: map(lambda v: 3 * v + 1, xs)})
        if step % 5 == 0:
            print "step %d:" % step, value
