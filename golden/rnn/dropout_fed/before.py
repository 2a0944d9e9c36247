"""Dropout whose probability is fed: half in training, none afterwards, as language models of TF1 were written."""
import numpy as np
import tensorflow as tf

np.random.seed(12)
BATCH, STEPS, FEATURES, UNITS = 64, 20, 3, 16
data = np.random.rand(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
keep_prob = tf.placeholder(tf.float32, [], name="keep_prob")


def make_cell():
    cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    return tf.nn.rnn_cell.DropoutWrapper(cell, output_keep_prob=keep_prob)


stacked = tf.nn.rnn_cell.MultiRNNCell([make_cell() for _ in range(2)])
outputs, state = tf.nn.dynamic_rnn(stacked, x, dtype=tf.float32)
kept = tf.reduce_mean(tf.cast(tf.not_equal(outputs, 0.0), tf.float32))
loss = tf.reduce_mean(tf.square(outputs - 0.1)) + tf.reduce_mean(state[1].c)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    # nothing is dropped: both versions take the same steps
    for step in range(4):
        _, value = sess.run([train, loss], feed_dict={x: data, keep_prob: 1.0})
        print(step, "%.6f" % value)
    print(sess.run(outputs, feed_dict={x: data[:2], keep_prob: 1.0}))
    # half is dropped: the share of zeros is the same, and they stand elsewhere at each step
    print("kept %.1f" % sess.run(kept, feed_dict={x: data, keep_prob: 0.5}))
    dropped = sess.run(outputs, feed_dict={x: data, keep_prob: 0.5}) == 0
    print("same at all steps:", bool((dropped == dropped[:, :1]).all()))
    print("same in all rows:", bool((dropped == dropped[:1]).all()))
