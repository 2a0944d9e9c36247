"""Layer normalisation in a program that keeps its Session, in a stack: TF 1.15's cell is written out."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import LayerNormBasicLSTMCell

tf.compat.v1.disable_v2_behavior()

np.random.seed(80)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.compat.v1.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.compat.v1.placeholder(tf.int32, [None])

cell = tf.compat.v1.nn.rnn_cell.MultiRNNCell([LayerNormBasicLSTMCell(UNITS) for _ in range(2)])
outputs, state = tf.compat.v1.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
summary = tf.concat([state[0].c, state[1].h], axis=1)
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
