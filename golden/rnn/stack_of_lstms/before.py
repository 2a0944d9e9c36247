"""A stack of LSTMs over rows of several lengths; the state of each layer is read on its own."""
import numpy as np
import tensorflow as tf

np.random.seed(11)
BATCH, STEPS, FEATURES, UNITS, LAYERS = 4, 6, 3, 5, 2
data = np.random.rand(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

cells = [tf.nn.rnn_cell.LSTMCell(UNITS) for _ in range(LAYERS)]
stacked = tf.nn.rnn_cell.MultiRNNCell(cells)
outputs, state = tf.nn.dynamic_rnn(stacked, x, sequence_length=n, dtype=tf.float32)

last = state[-1].h
memory = tf.concat([state[0].c, state[1].c], axis=1)
loss = tf.reduce_mean(tf.square(last - 0.2)) + 0.1 * tf.reduce_mean(tf.square(memory))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(6):
        _, value = sess.run([train, loss], feed_dict={x: data, n: lengths})
        print(step, "%.6f" % value)
    print(sess.run(outputs, feed_dict={x: data, n: lengths}))
    print(sess.run([last, memory], feed_dict={x: data, n: lengths}))
