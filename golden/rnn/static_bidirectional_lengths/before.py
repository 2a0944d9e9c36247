"""Both directions over a list of steps, with lengths."""
import numpy as np
import tensorflow as tf

np.random.seed(69)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

steps = tf.unstack(x, STEPS, 1)
lstm_fw_cell = tf.contrib.rnn.BasicLSTMCell(UNITS, forget_bias=1.0)
lstm_bw_cell = tf.contrib.rnn.BasicLSTMCell(UNITS, forget_bias=1.0)
outputs, _, state_bw = tf.contrib.rnn.static_bidirectional_rnn(
    lstm_fw_cell, lstm_bw_cell, steps, sequence_length=n, dtype=tf.float32)
both = tf.concat(outputs, axis=1)
loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(state_bw.c))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([both, state_bw.c], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
