"""Layers of GRUs in both directions, without lengths."""
import numpy as np
import tensorflow as tf

np.random.seed(71)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])

outputs, states_fw, states_bw = tf.contrib.rnn.stack_bidirectional_dynamic_rnn(
    [tf.nn.rnn_cell.GRUCell(UNITS), tf.nn.rnn_cell.GRUCell(4)],
    [tf.nn.rnn_cell.GRUCell(UNITS), tf.nn.rnn_cell.GRUCell(4)],
    x, dtype=tf.float32)
ends = tf.concat([states_fw[1], states_bw[0]], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
