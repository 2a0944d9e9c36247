"""A program that keeps its session keeps `v += 1.0` too: a variable without resources makes a tensor, as in TF1."""

import numpy as np
import tensorflow as tf

data = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")

x = tf.placeholder(tf.float32, [None, 3])
weights = tf.Variable(tf.ones([3]), name="weights")
bias = tf.Variable(0.5, name="bias")

scaled = weights
scaled *= 2.0
scaled -= tf.reduce_mean(weights) / (1.0 + bias)
offset = bias
offset += 1.0  # a tensor from here on

prediction = tf.reduce_sum(x * scaled, axis=1) + offset
loss = tf.reduce_mean(tf.square(prediction - 1.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([offset, bias]))
    for _ in range(3):
        print("loss %.6f" % sess.run([train, loss], {x: data})[1])
    print(sess.run(weights))
    print(sess.run(bias))
    print(sess.run(scaled))
