"""Layers of both directions start from states: fed ones forward, the ends of another network backward."""
import numpy as np
import tensorflow as tf

np.random.seed(96)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])
c0 = tf.placeholder(tf.float32, [None, 4])
h0 = tf.placeholder(tf.float32, [None, 4])
start_memory = np.random.randn(BATCH, 4).astype(np.float32)
start_hidden = np.random.randn(BATCH, 4).astype(np.float32)

with tf.variable_scope("first"):
    _, first_end = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(UNITS), x, dtype=tf.float32)
with tf.variable_scope("second"):
    _, second_end = tf.nn.dynamic_rnn(tf.nn.rnn_cell.LSTMCell(3), x, dtype=tf.float32)

cells_fw = [tf.nn.rnn_cell.LSTMCell(units) for units in (4, UNITS)]
cells_bw = [tf.nn.rnn_cell.LSTMCell(units) for units in (3, UNITS)]
outputs, states_fw, states_bw = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
    cells_fw, cells_bw, x, initial_states_fw=[tf.nn.rnn_cell.LSTMStateTuple(c0, h0), first_end],
    initial_states_bw=[second_end, first_end], sequence_length=n, dtype=tf.float32)
ends = tf.concat([states_fw[0].c, states_fw[-1].h, states_bw[1].c], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths, c0: start_memory, h0: start_hidden}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
