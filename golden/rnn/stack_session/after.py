"""A stack with dropout and a residual connection in a program that keeps its Session: all stays as TF1 has it."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(86)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.compat.v1.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.compat.v1.placeholder(tf.int32, [None])

cell = tf.compat.v1.nn.rnn_cell.MultiRNNCell([
    tf.compat.v1.nn.rnn_cell.DropoutWrapper(tf.compat.v1.nn.rnn_cell.GRUCell(UNITS), output_keep_prob=1.0),
    tf.compat.v1.nn.rnn_cell.ResidualWrapper(tf.compat.v1.nn.rnn_cell.BasicLSTMCell(UNITS)),
])
outputs, state = tf.compat.v1.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
summary = tf.concat([state[0], state[1].c, state[1].h], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(summary))
train = tf.compat.v1.train.AdamOptimizer(0.02).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    feed = {x: data, n: lengths}
    given, ends = sess.run([outputs, summary], feed_dict=feed)
    print(given.tolist())
    print(ends.tolist())
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    given, ends = sess.run([outputs, summary], feed_dict=feed)
    print(given.tolist())
    print(ends.tolist())
