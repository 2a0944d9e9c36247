import numpy as np
import tensorflow as tf


class Policy(object):
    def __init__(self, sess, features, actions, rate=0.05):
        self.sess = sess
        self.train_step = 0
        self.rows = tf.placeholder(tf.float32, [None, features], "rows")
        self.chosen = tf.placeholder(tf.int32, None, "chosen")
        self.gain = tf.placeholder(tf.float32, None, "gain")
        with tf.variable_scope("policy"):
            hidden = tf.layers.dense(self.rows, 6, activation=tf.nn.tanh, name="hidden")
            self.chances = tf.layers.dense(inputs=hidden, units=actions, activation=tf.nn.softmax, name="chances")
        with tf.variable_scope("train"):
            # the gain of an action makes it likelier
            self.worth = tf.reduce_mean(tf.log(self.chances[0, self.chosen]) * self.gain)
            self.train_op = tf.train.AdamOptimizer(rate).minimize(-self.worth)

    def learn(self, row, chosen, gain):
        feed_dict = {self.rows: row[np.newaxis, :], self.chosen: chosen, self.gain: gain}
        self.train_step += 1
        _, worth = self.sess.run([self.train_op, self.worth], feed_dict)
        return worth

    def choose(self, row):
        return self.sess.run(self.chances, {self.rows: row[np.newaxis, :]})[0]


sess = tf.Session()
policy = Policy(sess, features=4, actions=3)
sess.run(tf.global_variables_initializer())

numbers = np.random.RandomState(0)
for turn in range(5):
    row = numbers.rand(4).astype("float32")
    chances = policy.choose(row)
    print("turn", turn, policy.train_step, "chances", chances, "worth", policy.learn(row, int(chances.argmin()), 1.0 + turn))
