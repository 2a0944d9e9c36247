"""A script of a project with a package: modules import each other relatively, and settings come from a file without a graph."""
import numpy as np
import tensorflow as tf

import nets.model
from settings import Config


def run(epochs):
    config = Config(size=2, rate=0.05)
    network = nets.model.Model(config)
    x = np.arange(10.0).reshape(5, 2) / 10
    y = x.sum(axis=1, keepdims=True)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for epoch in range(epochs):
            feed = {network.x: x, network.y: y, network.learning_rate: config.rate}
            _, loss = sess.run([network.train_op, network.loss], feed_dict=feed)
            print("%d %.5f" % (epoch, loss))
        print(sess.run(network.output, {network.x: x}).ravel())


if __name__ == "__main__":
    run(4)
