"""An agent that learns values of actions."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(1)


class Brain:
    def __init__(self, actions, features, summarise=False):
        self.rows = tf.placeholder(tf.float32, [None, features], name="rows")
        self.wanted = tf.placeholder(tf.float32, [None, actions], name="wanted")
        with tf.variable_scope("values"):
            w = tf.get_variable("w", [features, actions], initializer=tf.random_normal_initializer(0.0, 0.3),
                                collections=["kept", tf.GraphKeys.GLOBAL_VARIABLES])
            self.values = tf.matmul(self.rows, w)
        self.halve = [tf.assign(v, 0.5 * v) for v in tf.get_collection("kept")]
        self.loss = tf.reduce_mean(tf.squared_difference(self.wanted, self.values))
        self.train_op = tf.train.RMSPropOptimizer(0.1).minimize(self.loss)
        self.sess = tf.Session()
        self.sess.run(tf.global_variables_initializer())

    def choose(self, row):
        return int(np.argmax(self.sess.run(self.values, {self.rows: row[np.newaxis, :]})))

    def learn(self, rows, wanted):
        _, loss = self.sess.run([self.train_op, self.loss], {self.rows: rows, self.wanted: wanted})
        return loss

    def forget(self):
        self.sess.run(self.halve)
