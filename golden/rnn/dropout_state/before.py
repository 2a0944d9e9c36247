"""Dropout on the state drops h of an LSTM, and never c."""
import numpy as np
import tensorflow as tf

np.random.seed(53)
BATCH, STEPS, FEATURES, UNITS = 64, 30, 3, 16
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, None, FEATURES])
keep_prob = tf.placeholder(tf.float32, [])

cell = tf.nn.rnn_cell.LSTMCell(UNITS)
cell = tf.nn.rnn_cell.DropoutWrapper(cell, state_keep_prob=keep_prob)
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
last = tf.concat([state.c, state.h], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.2)) + tf.reduce_mean(tf.square(last))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)


def structure(values):
    """Say where zeros stand: how many, and whether at the same places in all steps and rows."""
    zeros = values == 0
    return round(float(zeros.mean()), 1), bool((zeros == zeros[:, :1]).all()), bool((zeros == zeros[:1]).all())


with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train, loss], feed_dict={x: data[:8], keep_prob: 1.0})
        print(step, "%.6f" % value)
    print(sess.run(outputs, feed_dict={x: data[:2, :4], keep_prob: 1.0}).tolist())
    print(sess.run(last, feed_dict={x: data[:2, :4], keep_prob: 1.0}).tolist())
    first = sess.run(outputs, feed_dict={x: data, keep_prob: 0.6})
    second = sess.run(outputs, feed_dict={x: data, keep_prob: 0.6})
    ends = sess.run(last, feed_dict={x: data, keep_prob: 0.6})
    print("outputs:", structure(first), "state:", structure(ends[:, None, :UNITS]), structure(ends[:, None, -UNITS:]))
    print("another mask in the next run:", bool(((first == 0) != (second == 0)).any()))
