"""Two LSTMs, one from either end; outputs side by side, states on their own."""
import numpy as np
import tensorflow as tf

np.random.seed(62)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])

with tf.variable_scope("tagger"):
    cell_fw = tf.nn.rnn_cell.LSTMCell(UNITS)
    cell_bw = tf.nn.rnn_cell.LSTMCell(UNITS, forget_bias=0.5)
    (out_fw, out_bw), (state_fw, state_bw) = tf.nn.bidirectional_dynamic_rnn(cell_fw, cell_bw, x, dtype=tf.float32)
both = tf.concat([out_fw, out_bw], axis=-1)
ends = tf.concat([state_fw.h, state_bw.h, state_fw.c, 2.0 * state_bw.c], axis=1)
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
