"""Rows of several lengths: past its length a row's output is zero, and its state stays."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.rnn import BasicLSTMCell

np.random.seed(3)
data = np.random.rand(4, 6, 3).astype(np.float32)

x = tf.placeholder(tf.float32, [None, None, 3])
n = tf.placeholder(tf.int32, [None])

lstm_cell = BasicLSTMCell(5)
outputs, final_state = tf.nn.dynamic_rnn(lstm_cell, x, sequence_length=n, dtype=tf.float32)
c, h = final_state
total = tf.reduce_sum(outputs)
both = tf.concat([final_state[0], final_state[1]], 1)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: [6, 3, 1, 4]}
    print(sess.run(outputs, feed))
    print(sess.run([c, h], feed))
    print(sess.run([total, both], feed))
