"""Layers of both directions over time-major inputs, GRUs that start from a state forward."""
import numpy as np
import tensorflow as tf

np.random.seed(97)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(STEPS, BATCH, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [STEPS, None, FEATURES])
n = tf.placeholder(tf.int32, [None])

cells_fw = [tf.nn.rnn_cell.GRUCell(units) for units in (4, UNITS)]
cells_bw = [tf.nn.rnn_cell.GRUCell(units) for units in (3, UNITS)]
starts = [tf.tanh(x[0, :, :1]) * tf.ones([1, units]) for units in (4, UNITS)]
outputs, states_fw, states_bw = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
    cells_fw, cells_bw, x, starts, sequence_length=n, time_major=True, dtype=tf.float32)
ends = tf.concat([states_fw[0], states_fw[-1], states_bw[1]], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
