"""Both directions in a program that keeps its Session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(87)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.compat.v1.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.compat.v1.placeholder(tf.int32, [None])

outputs, states = tf.compat.v1.nn.bidirectional_dynamic_rnn(
    tf.compat.v1.nn.rnn_cell.LSTMCell(UNITS), tf.compat.v1.nn.rnn_cell.LSTMCell(UNITS), x, sequence_length=n, dtype=tf.float32)
both = tf.concat(outputs, 2)
ends = tf.concat([states[0].c, states[1].h], axis=1)
loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.compat.v1.train.AdamOptimizer(0.02).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([both, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
