"""The object has the graph, and the script runs it: the runs become calls of its methods."""
import numpy as np
import tensorflow as tf


class Regression:
    def __init__(self, features, rate):
        self.inputs = tf.placeholder(tf.float32, [None, features], name="inputs")
        self.targets = tf.placeholder(tf.float32, [None], name="targets")
        self.weights = tf.Variable(tf.zeros([features, 1]), name="weights")
        self.outputs = tf.squeeze(tf.matmul(self.inputs, self.weights), 1)
        self.loss = tf.reduce_mean(tf.square(self.outputs - self.targets))
        self.update = tf.train.GradientDescentOptimizer(rate).minimize(self.loss)


def main():
    data = np.arange(12).reshape(6, 2).astype(np.float32) / 10.0
    answers = data @ np.array([1.0, -2.0], np.float32)
    model = Regression(2, rate=0.3)

    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(10):
            sess.run(model.update, feed_dict={model.inputs: data, model.targets: answers})
        loss, weights = sess.run([model.loss, model.weights], feed_dict={model.inputs: data, model.targets: answers})
        print("%.5f" % loss, weights.ravel())
        print(sess.run(model.outputs, feed_dict={model.inputs: data[:2]}))


if __name__ == "__main__":
    main()
