"""Heads made by a list comprehension."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 5])
y = tf.placeholder(tf.float32, [None, 3])
hidden = tf.contrib.layers.fully_connected(x, 6)
heads = [tf.layers.dense(hidden, 1, name=f"head_{i}") for i in range(3)]
output = tf.concat(heads, axis=1)
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
data = np.random.RandomState(0).rand(12, 5)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        _, value = sess.run([train, loss], {x: data, y: data[:, :3]})
    print(value)
