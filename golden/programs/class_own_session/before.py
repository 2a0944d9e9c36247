"""A class opens its session itself, and builds a deep network in a loop over its sizes."""
import numpy as np
import tensorflow as tf


class Network:
    def __init__(self, sizes, rate=0.1):
        self.sizes = sizes
        self.rate = rate
        self._build_network()
        self._build_training()
        self.sess = tf.Session()
        self.sess.run(tf.global_variables_initializer())

    def _build_network(self):
        self.x = tf.placeholder(tf.float32, [None, self.sizes[0]])
        self.y = tf.placeholder(tf.float32, [None, self.sizes[-1]])
        net = self.x
        for before, units in zip(self.sizes[:-1], self.sizes[1:]):
            w = tf.Variable(tf.random_normal([before, units], stddev=0.5, seed=before))
            b = tf.Variable(tf.zeros([units]))
            net = tf.tanh(tf.matmul(net, w) + b)
        self.output = net

    def _build_training(self):
        self.loss = tf.reduce_mean(tf.square(self.output - self.y))
        self.train_op = tf.train.GradientDescentOptimizer(self.rate).minimize(self.loss)

    def fit(self, x, y, steps):
        for _ in range(steps):
            _, loss = self.sess.run([self.train_op, self.loss], feed_dict={self.x: x, self.y: y})
        return loss

    def predict(self, x):
        return self.sess.run(self.output, feed_dict={self.x: x})

    def close(self):
        self.sess.close()


inputs = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
outputs = np.array([[0], [1], [1], [0]], dtype=np.float32)
network = Network([2, 4, 1], rate=0.4)
print("%.5f" % network.fit(inputs, outputs, 30))
print(network.predict(inputs).ravel())
network.close()
