"""A function builds its layers in a loop, over sizes that it is given; a class keeps its heads in a list."""
import numpy as np
import tensorflow as tf


def multilayer(inputs, sizes, activation=tf.nn.relu):
    # one layer for each size
    net = inputs
    for index, size in enumerate(sizes):
        rate = 0.0 if index == 0 else 0.1
        net = tf.layers.dense(net, size, activation=activation, name="hidden_%d" % index)
        net = tf.layers.dropout(net, 0.2, training=False) * (1.0 - rate)
    return net


class Model:
    def __init__(self, features, outputs):
        self.x = tf.placeholder(tf.float32, [None, features])
        self.y = tf.placeholder(tf.float32, [None, outputs])
        hidden = multilayer(self.x, [6, 5])
        self.heads = [tf.layers.dense(hidden, 1, name="head_%d" % i) for i in range(outputs)]
        self.output = tf.concat(self.heads, axis=1)
        self.loss = tf.reduce_mean(tf.square(self.output - self.y))
        self.train = tf.train.GradientDescentOptimizer(0.1).minimize(self.loss)


model = Model(4, 2)
data = np.random.RandomState(0).rand(7, 4)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        _, value = sess.run([model.train, model.loss], {model.x: data, model.y: data[:, :2]})
        print("%.6f" % value)
    print(sess.run(model.output, {model.x: data[:2]}))
