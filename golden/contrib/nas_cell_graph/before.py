"""The cell that a search found, with a projection, in a stack, chosen by a name."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import legacy_seq2seq, rnn

np.random.seed(11)
data = np.random.rand(2, 3).astype(np.float32)
x = tf.placeholder(tf.float32, [2, 3])
kind = "nas"
if kind == "nas":
    cell_fn = rnn.NASCell
else:
    cell_fn = rnn.GRUCell
stack = rnn.MultiRNNCell([cell_fn(4), rnn.DropoutWrapper(cell_fn(4), output_keep_prob=1.0)])
outputs, state = legacy_seq2seq.rnn_decoder([x, x * 2], stack.zero_state(2, tf.float32), stack)
projected, _ = tf.nn.dynamic_rnn(rnn.NASCell(4, num_proj=2, use_bias=True), tf.stack(outputs, 1), dtype=tf.float32)
loss = tf.reduce_sum(projected)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([outputs, state], {x: data}))
    for step in range(3):
        print(sess.run([loss, train], {x: data})[0])
    print(sorted(v.name for v in tf.trainable_variables()))
