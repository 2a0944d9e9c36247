"""The model: its graph, and a step of training."""
import tensorflow as tf

HIDDEN = 6


class Model:
    def __init__(self, features, classes, rate=0.1):
        self.inputs = tf.placeholder(tf.float32, [None, features], name="inputs")
        self.labels = tf.placeholder(tf.int32, [None], name="labels")

        # one hidden layer
        hidden = tf.layers.dense(self.inputs, HIDDEN, activation=tf.nn.tanh, name="hidden")
        logits = tf.layers.dense(hidden, classes, name="logits")
        self.probabilities = tf.nn.softmax(logits)

        losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=self.labels, logits=logits)
        self.loss = tf.reduce_mean(losses)
        self.train_op = tf.train.AdamOptimizer(rate).minimize(self.loss)

    def train(self, sess, inputs, labels):
        """Take one step and return the loss before it."""
        loss, _ = sess.run([self.loss, self.train_op], {self.inputs: inputs, self.labels: labels})
        return loss
