"""Layers have the names of the attributes that hold what they compute, and so has the optimizer: each needs one of its own."""

import numpy as np
import tensorflow as tf

np.random.seed(0)


class Actor(object):
    def __init__(self, sess, n_features, n_actions, rate=0.05):
        self.sess = sess
        self.s = tf.placeholder(tf.float32, [None, n_features], "state")
        self.a = tf.placeholder(tf.int32, [None], "act")
        with tf.variable_scope("Actor"):
            self.l1 = tf.layers.dense(self.s, 6, tf.nn.relu, name="l1")
            self.acts_prob = tf.layers.dense(self.l1, n_actions, tf.nn.softmax, name="acts_prob")
        self.loss = -tf.reduce_mean(tf.log(tf.reduce_sum(self.acts_prob * tf.one_hot(self.a, n_actions), 1)))
        self.optimizer = tf.train.AdamOptimizer(rate).minimize(self.loss)

    def learn(self, s, a):
        return self.sess.run([self.optimizer, self.loss], {self.s: s, self.a: a})[1]

    def probabilities(self, s):
        return self.sess.run(self.acts_prob, {self.s: s})


sess = tf.Session()
actor = Actor(sess, n_features=3, n_actions=2)
sess.run(tf.global_variables_initializer())
for _ in range(3):
    s = np.random.randn(4, 3)
    print(actor.learn(s, [0, 1, 1, 0]), actor.probabilities(s))
