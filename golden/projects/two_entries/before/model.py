"""The model of two scripts."""
import tensorflow as tf


class Model:
    def __init__(self, size, classes=2):
        self.inputs = tf.placeholder(tf.float32, [None, size])
        self.labels = tf.placeholder(tf.int64, [None])
        hidden = tf.layers.dense(self.inputs, 5, activation=tf.nn.relu, name="hidden")
        logits = tf.layers.dense(hidden, classes, name="logits")
        self.loss = tf.losses.sparse_softmax_cross_entropy(self.labels, logits)
        self.train_op = tf.train.AdamOptimizer(0.05).minimize(self.loss)
        self.prediction = tf.argmax(logits, 1)
        correct = tf.cast(tf.equal(self.prediction, self.labels), tf.float32)
        self.accuracy = tf.reduce_mean(correct)

    def train(self, sess, inputs, labels):
        return sess.run([self.loss, self.train_op], {self.inputs: inputs, self.labels: labels})[0]

    def predict(self, sess, inputs):
        return sess.run(self.prediction, {self.inputs: inputs})
