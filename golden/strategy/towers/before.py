"""Towers by hand: a loop over devices whose gradients are averaged. It runs on as it is; the finding has the skeleton."""

import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = (x @ [[1.0], [-2.0], [0.5]]).astype("float32")

def average_gradients(towers):
    return [(sum(g for g, _ in pairs) / len(pairs), pairs[0][1]) for pairs in zip(*towers)]


optimizer = tf.train.GradientDescentOptimizer(0.1)
weights = tf.get_variable("weights", [3, 1], initializer=tf.zeros_initializer())
towers = []
for i in range(2):
    with tf.device("/gpu:%d" % i):
        part = slice(16 * i, 16 * i + 16)
        loss = tf.reduce_mean((tf.matmul(x[part], weights) - y[part]) ** 2)
        towers.append(optimizer.compute_gradients(loss))
train_op = optimizer.apply_gradients(average_gradients(towers))

with tf.Session(config=tf.ConfigProto(allow_soft_placement=True)) as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train_op)
        print(sess.run(weights))
