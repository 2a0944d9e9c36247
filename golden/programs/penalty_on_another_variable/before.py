"""A loss that reads a variable which the prediction does not read: the optimizer trains it too."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

first = tf.Variable(tf.ones([3, 3]), name="first")
second = tf.Variable(2 * tf.ones([3, 3]), name="second")
hidden = tf.nn.tanh(tf.matmul(x, second))
hidden = tf.nn.relu(tf.layers.dense(hidden, 4))
prediction = tf.layers.dense(hidden, 1)
error = tf.reduce_mean(tf.square(prediction - y))
loss = error + 0.1 * tf.reduce_sum(tf.square(first - 0.5))
train_op = tf.train.AdamOptimizer(0.05).minimize(loss)

random = np.random.RandomState(0)
rows = random.rand(6, 3)
wanted = rows.sum(axis=1, keepdims=True)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        sess.run(train_op, {x: rows, y: wanted})
        print(step, "%.5f" % sess.run(error, {x: rows, y: wanted}), sess.run(prediction, {x: rows[:2]}))
    print(sess.run(first))
