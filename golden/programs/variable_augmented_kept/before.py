"""Augmented assignments to variables in the items of dicts and in attributes: new tensors, through which training goes.

A function would compute them once, so that the program keeps its session.
"""
import numpy as np
import tensorflow as tf


class Scaled(object):
    def __init__(self, size):
        self.weights = {"in": tf.Variable(tf.ones([size])), "out": tf.Variable(0.5 * tf.ones([size]))}
        self.biases = {}
        self.biases["in"] = tf.Variable(tf.zeros([size]))
        self.gain = tf.Variable(2.0)
        self.rescale()

    def rescale(self):
        self.weights["in"] *= 2.0  # not the variable itself
        for name in self.weights:
            self.weights[name] /= 1.5
        self.biases["in"] += 0.1
        self.gain *= 0.5

    def __call__(self, x):
        hidden = tf.tanh(x * self.weights["in"] + self.biases["in"])
        return self.gain * tf.reduce_sum(hidden * self.weights["out"], axis=1)


model = Scaled(3)
x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None])
loss = tf.reduce_mean(tf.square(model(x) - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

random = np.random.RandomState(2)
features = random.rand(8, 3)
targets = features.sum(axis=1)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        print("%.6f" % sess.run([loss, train], {x: features, y: targets})[0])
    print(sess.run(tf.trainable_variables()))
