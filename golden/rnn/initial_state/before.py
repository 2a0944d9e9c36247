"""An LSTM that starts where another one stopped."""
import numpy as np
import tensorflow as tf

np.random.seed(5)
BATCH = 3
first = np.random.rand(BATCH, 4, 2).astype(np.float32)
second = np.random.rand(BATCH, 3, 2).astype(np.float32)

a = tf.placeholder(tf.float32, [BATCH, 4, 2], name="a")
b = tf.placeholder(tf.float32, [BATCH, 3, 2], name="b")

with tf.variable_scope("reader"):
    reader_cell = tf.nn.rnn_cell.BasicLSTMCell(5)
    zero = reader_cell.zero_state(BATCH, tf.float32)
    _, reader_state = tf.nn.dynamic_rnn(reader_cell, a, initial_state=zero)

with tf.variable_scope("writer"):
    writer_cell = tf.nn.rnn_cell.BasicLSTMCell(5)
    # half of the memory, all of the output
    start = tf.nn.rnn_cell.LSTMStateTuple(0.5 * reader_state.c, reader_state.h)
    written, writer_state = tf.nn.dynamic_rnn(writer_cell, b, initial_state=start)

loss = tf.reduce_mean(tf.square(written - 0.3)) + tf.reduce_mean(writer_state[0])
train = tf.train.AdamOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(8):
        _, value = sess.run([train, loss], feed_dict={a: first, b: second})
        print(step, "%.6f" % value)
    print(sess.run(written, feed_dict={a: first, b: second}))
