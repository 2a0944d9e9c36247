"""A stack of LSTMs in either direction."""
import numpy as np
import tensorflow as tf

np.random.seed(66)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

def stack():
    return tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(units) for units in (4, UNITS)])


outputs, (states_fw, states_bw) = tf.nn.bidirectional_dynamic_rnn(stack(), stack(), x, sequence_length=n, dtype=tf.float32)
both = tf.concat(outputs, 2)
ends = tf.concat([states_fw[-1].c, states_bw[0].h], axis=1)
loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([both, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
