"""A class builds the graph in a method of its own and gets the session: variables and the optimizer become attributes."""
import numpy as np
import tensorflow as tf

RATE = 0.2


class Classifier:

    def __init__(self, sess, name):
        self.sess = sess
        self.name = name
        self._build()

    def _build(self):
        with tf.variable_scope(self.name):
            # the inputs
            self.X = tf.placeholder(tf.float32, [None, 3])
            self.Y = tf.placeholder(tf.float32, [None, 2])
            self.keep_prob = tf.placeholder(tf.float32)

            # the hidden layer
            W1 = tf.get_variable("W1", shape=[3, 5], initializer=tf.contrib.layers.xavier_initializer())
            b1 = tf.Variable(tf.zeros([5]))
            hidden = tf.nn.relu(tf.matmul(self.X, W1) + b1)
            hidden = tf.nn.dropout(hidden, keep_prob=self.keep_prob)

            W2 = tf.Variable(tf.random_normal([5, 2], stddev=0.3))
            self.logits = tf.matmul(hidden, W2)

        # loss and optimizer
        self.cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=self.logits, labels=self.Y))
        self.optimizer = tf.train.AdamOptimizer(RATE).minimize(self.cost)

        correct = tf.equal(tf.argmax(self.logits, 1), tf.argmax(self.Y, 1))
        self.accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))

    def predict(self, x, keep_prob=1.0):
        return self.sess.run(self.logits, feed_dict={self.X: x, self.keep_prob: keep_prob})

    def get_accuracy(self, x, y):
        return self.sess.run(self.accuracy, feed_dict={self.X: x, self.Y: y, self.keep_prob: 1.0})

    def train(self, x, y, keep_prob=1.0):
        return self.sess.run([self.cost, self.optimizer], feed_dict={self.X: x, self.Y: y, self.keep_prob: keep_prob})


random = np.random.RandomState(5)
data = random.rand(12, 3).astype(np.float32)
target = np.eye(2, dtype=np.float32)[(data[:, 0] > data[:, 1]).astype(int)]

sess = tf.Session()
model = Classifier(sess, "first")
sess.run(tf.global_variables_initializer())

for epoch in range(6):
    cost, _ = model.train(data, target)
    print(epoch, "%.5f" % cost)
print("accuracy", model.get_accuracy(data, target))
print(model.predict(data[:2]))
