"""The states of both directions, side by side, start another LSTM: the classic encoder and decoder."""
import numpy as np
import tensorflow as tf

np.random.seed(65)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

fw_cell, bw_cell = [tf.nn.rnn_cell.LSTMCell(UNITS) for _ in range(2)]
with tf.variable_scope("encoder"):
    _, (fw_state, bw_state) = tf.nn.bidirectional_dynamic_rnn(fw_cell, bw_cell, x, sequence_length=n, dtype=tf.float32)
joined_c = tf.concat([fw_state.c, bw_state.c], axis=1)
joined_h = tf.concat([fw_state.h, bw_state.h], axis=1)
start = tf.nn.rnn_cell.LSTMStateTuple(c=joined_c, h=joined_h)
with tf.variable_scope("decoder"):
    reader = tf.nn.rnn_cell.LSTMCell(2 * UNITS)
    written, end = tf.nn.dynamic_rnn(reader, tf.reverse(x, [1]), initial_state=start)
loss = tf.reduce_mean(tf.square(written - 0.3)) + tf.reduce_mean(tf.square(end.c))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([written, end.c], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
