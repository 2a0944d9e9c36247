"""An agent that learns values of actions."""
import numpy as np
import tensorflow as tf

tf.compat.v1.set_random_seed(1)


class Brain:
    def __init__(self, actions, features, summarise=False):
        self.rows = tf.compat.v1.placeholder(tf.float32, [None, features], name="rows")
        self.wanted = tf.compat.v1.placeholder(tf.float32, [None, actions], name="wanted")
        with tf.compat.v1.variable_scope("values"):
            w = tf.compat.v1.get_variable("w", [features, actions], initializer=tf.random_normal_initializer(0.0, 0.3),
                                collections=["kept", tf.compat.v1.GraphKeys.GLOBAL_VARIABLES])
            self.values = tf.matmul(self.rows, w)
        self.halve = [tf.compat.v1.assign(v, 0.5 * v) for v in tf.compat.v1.get_collection("kept")]
        self.loss = tf.reduce_mean(tf.math.squared_difference(self.wanted, self.values))
        self.train_op = tf.compat.v1.train.RMSPropOptimizer(0.1).minimize(self.loss)
        self.sess = tf.compat.v1.Session()
        self.sess.run(tf.compat.v1.global_variables_initializer())

    def choose(self, row):
        return int(np.argmax(self.sess.run(self.values, {self.rows: row[np.newaxis, :]})))

    def learn(self, rows, wanted):
        _, loss = self.sess.run([self.train_op, self.loss], {self.rows: rows, self.wanted: wanted})
        return loss

    def forget(self):
        self.sess.run(self.halve)
