"""A network calls a function that finds its variables by name: both states are judged with the same weights."""
import numpy as np
import tensorflow as tf


def dense(x, size, units, name):
    with tf.variable_scope(name, reuse=tf.AUTO_REUSE):
        w = tf.get_variable("w", [size, units], initializer=tf.random_normal_initializer(stddev=0.4))
        b = tf.get_variable("b", [units], initializer=tf.constant_initializer(0.1))
        return tf.matmul(x, w) + b


def policy(state):
    hidden = tf.nn.relu(dense(state, 4, 6, "hidden"))
    return dense(hidden, 6, 2, "out")


now = tf.placeholder(tf.float32, [None, 4])
later = tf.placeholder(tf.float32, [None, 4])
loss = tf.reduce_mean(tf.square(policy(now) - 0.9 * policy(later)))
train = tf.train.AdamOptimizer(0.05).minimize(loss)
data = np.random.RandomState(0).rand(5, 4)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run([train, loss], {now: data, later: data[::-1]})[1])
