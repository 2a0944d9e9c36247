"""The network's scope only names its variables."""
import numpy as np
import tensorflow as tf

np.random.seed(73)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

cell = tf.nn.rnn_cell.LSTMCell(UNITS, name="unit")
outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32, scope="reader")
more, final = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(UNITS), outputs, dtype=tf.float32, scope="writer")
ends = tf.concat([state.h, final], axis=1)
loss = tf.reduce_mean(tf.square(more - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([more, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
