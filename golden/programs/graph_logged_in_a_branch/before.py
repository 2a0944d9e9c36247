import numpy as np
import tensorflow as tf

DRAW = True


class Line(object):
    def __init__(self, draw):
        self.x = tf.placeholder(tf.float32, [None], "x")
        self.y = tf.placeholder(tf.float32, [None], "y")
        self.w = tf.Variable(0.5, name="w")
        self.loss = tf.reduce_mean(tf.square(self.w * self.x - self.y))
        self.train_op = tf.train.GradientDescentOptimizer(0.1).minimize(self.loss)
        self.sess = tf.Session()
        if draw:
            # $ tensorboard --logdir=logs
            tf.summary.FileWriter("logs", self.sess.graph)
        self.sess.run(tf.global_variables_initializer())

    def learn(self, x, y):
        return self.sess.run([self.loss, self.train_op], {self.x: x, self.y: y})[0]


line = Line(DRAW)
x = np.linspace(0.0, 1.0, 8).astype("float32")
for _ in range(3):
    print(line.learn(x, 3.0 * x))
