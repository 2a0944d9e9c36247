"""Tensors and variables are compared with None and with each other: TF1 asks whether they are the same, TF2 for elements."""

import numpy as np
import tensorflow as tf

data = np.array([[1.0, 2.0], [3.0, -4.0]], np.float32)


def dense(inputs, weights, bias=None, activation=None):
    out = tf.matmul(inputs, weights)
    if bias != None:  # noqa: E711
        out = out + bias
    return out if activation == None else activation(out)  # noqa: E711


def share(first, second):
    if first == second:
        return first * 10.0
    return first + second


x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.ones([2, 2]), name="w")
b = tf.Variable(tf.ones([2]), name="b")
c = tf.Variable(tf.ones([2]), name="c")
hidden = dense(x, w, b, tf.nn.relu)
out = share(dense(hidden, w), hidden) + share(x, x) + share(b, c)
loss = tf.reduce_mean(tf.square(out))
decayed = [v for v in (w, b, c) if not v == w]
train = tf.train.GradientDescentOptimizer(0.001).minimize(loss, var_list=decayed)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        sess.run(train, {x: data})
        print(sess.run(loss, {x: data}))
    print(sess.run([w, b, c]))
