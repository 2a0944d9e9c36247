"""Layers call tf.nn.softmax themselves, on one argument: that TF2's has no `dim` any more makes no difference to them."""

import numpy as np
import tensorflow as tf

np.random.seed(0)

states = tf.placeholder(tf.float32, [None, 3])
actions = tf.placeholder(tf.int32, [None])
hidden = tf.layers.dense(states, 4, tf.nn.log_softmax, name="hidden")
pooled = tf.contrib.layers.fully_connected(hidden, 3, activation_fn=tf.nn.softmax)
chances = tf.layers.dense(pooled, 2, activation=tf.nn.softmax, name="chances")
loss = -tf.reduce_mean(tf.log(tf.reduce_sum(chances * tf.one_hot(actions, 2), 1)))
train = tf.train.AdamOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        data = np.random.randn(4, 3)
        _, cost = sess.run([train, loss], {states: data, actions: [0, 1, 1, 0]})
        print(step, cost)
    print(sess.run(chances, {states: np.eye(3)}))
