"""A TF 1.x GRU that learns to sum a sequence."""

import numpy as np
import tensorflow as tf

UNITS, WIDTH = 6, 3

np.random.seed(1)
inputs = tf.placeholder(tf.float32, [None, None, WIDTH])
lengths = tf.placeholder(tf.int32, [None])
labels = tf.placeholder(tf.float32, [None])

outputs, state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(UNITS), inputs, sequence_length=lengths, dtype=tf.float32)
W = tf.Variable(tf.random_normal([UNITS, 1]))
b = tf.Variable(0.0)
prediction = tf.matmul(state, W)[:, 0] + b
loss = tf.reduce_mean(tf.square(prediction - labels))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        x = np.random.rand(4, 5, WIDTH)
        feed = {inputs: x, lengths: [5, 2, 3, 1], labels: x.sum((1, 2))}
        _, cost = sess.run([train, loss], feed)
        print(step, cost)
