"""A class is handed several optimizers: each caller names the one that it means, and nothing is left to choose."""

import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(0)


class Net:
    def __init__(self, opt, **kwargs):
        self.x = tf.compat.v1.placeholder(tf.float32, [None, 1])
        out = tf.compat.v1.layers.dense(tf.compat.v1.layers.dense(self.x, 4, tf.nn.relu), 1)
        self.loss = tf.compat.v1.losses.mean_squared_error(self.x, out)
        self.train = opt(0.01, **kwargs).minimize(self.loss)


nets = [Net(tf.compat.v1.train.GradientDescentOptimizer), Net(tf.compat.v1.train.MomentumOptimizer, momentum=0.9), Net(tf.compat.v1.train.AdamOptimizer)]
sess = tf.compat.v1.Session()
sess.run(tf.compat.v1.global_variables_initializer())
for step in range(3):
    data = np.random.randn(5, 1)
    for net in nets:
        print(step, sess.run([net.train, net.loss], {net.x: data})[1])
