"""A row of length 0 gives zeros, and the state that it started from."""
import numpy as np
import tensorflow as tf

np.random.seed(74)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

cell = tf.nn.rnn_cell.LSTMCell(UNITS)
start = tf.nn.rnn_cell.LSTMStateTuple(0.3 * tf.ones([BATCH, UNITS]), -0.2 * tf.ones([BATCH, UNITS]))
outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, initial_state=start)
ends = tf.concat([state.c, state.h], axis=1)
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
