"""The cell that stands for CudnnLSTM on a CPU: no forget bias."""
import numpy as np
import tensorflow as tf

np.random.seed(39)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

cell = tf.contrib.cudnn_rnn.CudnnCompatibleLSTMCell(UNITS)
outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
summary = tf.concat([state.h, 2.0 * state.c], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(summary))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
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
