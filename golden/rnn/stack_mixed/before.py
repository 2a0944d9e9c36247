"""A stack of different cells: the states of its layers have different forms."""
import numpy as np
import tensorflow as tf

np.random.seed(50)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

lower = tf.nn.rnn_cell.GRUCell(4)
upper = tf.nn.rnn_cell.LSTMCell(UNITS)
cell = tf.nn.rnn_cell.MultiRNNCell([lower, upper])
outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
gru_state, (memory, hidden) = state
summary = tf.concat([gru_state, memory, 2.0 * hidden], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(summary))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    given, ends = sess.run([outputs, summary], feed_dict=feed)
    print(given.tolist())
    print(ends.tolist())
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    given, ends = sess.run([outputs, summary], feed_dict=feed)
    print(given.tolist())
    print(ends.tolist())
