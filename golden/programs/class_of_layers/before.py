"""A class of layers: their variables are made with each of its objects."""
import numpy as np
import tensorflow as tf


class Model:
    def __init__(self, name, rate):
        self.name = name
        self._build_net(rate)

    def _build_net(self, rate):
        self.training = tf.placeholder(tf.bool)
        self.X = tf.placeholder(tf.float32, [None, 36])
        self.Y = tf.placeholder(tf.float32, [None, 2])

        image = tf.reshape(self.X, [-1, 6, 6, 1])
        hidden = tf.layers.conv2d(inputs=image, filters=3, kernel_size=[3, 3], activation=tf.nn.relu)
        hidden = tf.layers.max_pooling2d(inputs=hidden, pool_size=[2, 2], strides=2)
        flat = tf.reshape(hidden, [-1, 12])
        dropped = tf.layers.dropout(inputs=flat, rate=0.0, training=self.training)
        self.logits = tf.layers.dense(inputs=dropped, units=2)
        self.cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=self.logits, labels=self.Y))
        self.train_op = tf.train.AdamOptimizer(learning_rate=rate).minimize(self.cost)

    def scores(self, sess, images, training=False):
        return sess.run(self.logits, feed_dict={self.X: images, self.training: training})

    def train(self, sess, images, labels, training=True):
        return sess.run([self.cost, self.train_op], feed_dict={self.X: images, self.Y: labels, self.training: training})


random = np.random.RandomState(0)
images = random.rand(5, 36)
labels = np.eye(2)[random.randint(2, size=5)]

models = [Model("first", 0.02), Model("second", 0.05)]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        for model in models:
            cost, _ = model.train(sess, images, labels)
            print(step, model.name, "%.5f" % cost)
    print([model.scores(sess, images) for model in models])
