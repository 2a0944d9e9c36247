"""A stack that starts where another one stopped, layer by layer."""
import numpy as np
import tensorflow as tf

np.random.seed(77)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

def layers():
    return tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.LSTMCell(UNITS) for _ in range(2)])


with tf.variable_scope("encoder"):
    _, encoder_state = tf.nn.dynamic_rnn(layers(), x, sequence_length=n, dtype=tf.float32)
with tf.variable_scope("decoder"):
    start = tuple(tf.nn.rnn_cell.LSTMStateTuple(layer.c, tf.tanh(layer.h)) for layer in encoder_state)
    outputs, state = tf.nn.dynamic_rnn(layers(), x, initial_state=start)
ends = tf.concat([state[1].c, state[0].h], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
