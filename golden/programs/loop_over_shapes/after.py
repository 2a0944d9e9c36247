"""Stays a graph: the shape of each turn's variable is read from the tensor of the turn before."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 4])
net = x
for units in (3, 2):
    size = int(net.get_shape()[1])
    w = tf.compat.v1.Variable(tf.ones([size, units]) * 0.1)
    net = tf.nn.tanh(tf.matmul(net, w))

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run(net, {x: np.ones((2, 4))}))
