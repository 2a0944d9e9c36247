"""Attributes that hold a layer's output have the name that the layer gets, its own or that of its kind."""
import numpy as np
import tensorflow as tf


class Model(object):
    def __init__(self, size):
        self.x = tf.placeholder(tf.float32, [None, 3])
        self.dense = tf.layers.dense(self.x, size, activation=tf.nn.tanh)
        self.out = tf.layers.dense(self.dense, 1, name="out")
        loss = tf.reduce_mean(tf.square(self.out - 1.0))
        self.train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

    def fit(self, sess, x):
        out, _ = sess.run([self.out, self.train_op], feed_dict={self.x: x})
        return out

    def hidden(self, sess, x):
        return sess.run(self.dense, feed_dict={self.x: x})


model = Model(4)
data = np.random.RandomState(0).rand(2, 3)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(model.fit(sess, data))
    print(model.hidden(sess, data))
