"""Both directions over a list of steps: each step's outputs come side by side."""
import numpy as np
import tensorflow as tf

np.random.seed(68)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])

steps = tf.unstack(x, axis=1)
outputs, state_fw, state_bw = tf.nn.static_bidirectional_rnn(
    tf.nn.rnn_cell.BasicLSTMCell(UNITS), tf.nn.rnn_cell.BasicLSTMCell(UNITS), steps, dtype=tf.float32)
both = tf.stack(outputs, axis=1)
ends = tf.concat([state_fw.c, state_bw.h], axis=1)
loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([both, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
