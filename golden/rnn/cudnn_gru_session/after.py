"""The GRU that stands for CudnnGRU on a CPU has a bias more than others."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import CudnnCompatibleGRUCell

tf.compat.v1.disable_v2_behavior()

np.random.seed(83)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.compat.v1.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.compat.v1.placeholder(tf.int32, [None])

cell = CudnnCompatibleGRUCell(UNITS)
outputs, state = tf.compat.v1.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
summary = tf.tanh(state)
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
