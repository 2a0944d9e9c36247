"""The scope is opened again with reuse around the call of a function; names choose between two towers."""
import numpy as np
import tensorflow as tf


def tower(x, units, name):
    with tf.variable_scope(name):
        w = tf.get_variable("w", [3, units], initializer=tf.random_normal_initializer(stddev=0.5, seed=7))
        return tf.matmul(x, w)


x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 3])
with tf.variable_scope("model"):
    left = tower(x, 2, "a")
    right = tower(x, 2, "b")
with tf.variable_scope("model", reuse=True):
    left_again = tower(y, 2, "a")
loss = tf.reduce_mean(tf.square(left - left_again)) + tf.reduce_mean(tf.square(right - 1.0))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
data = np.random.RandomState(0).rand(5, 3)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run([train, loss], {x: data, y: data[::-1]})[1])
    print(sess.run([left, right, left_again], {x: data, y: data * 2}))
