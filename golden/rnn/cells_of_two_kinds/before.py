"""One function makes LSTMs and GRUs: of a state of one kind [0] is c, of the other a row, so no one form is right for both."""
import numpy as np
import tensorflow as tf


def make_cell(kind, units):
    if kind == 'lstm':
        return tf.nn.rnn_cell.LSTMCell(units)
    return tf.nn.rnn_cell.GRUCell(units)


x = tf.placeholder(tf.float32, [None, 4, 3])
_, s1 = tf.nn.dynamic_rnn(make_cell('lstm', 4), x, dtype=tf.float32, scope='a')
_, s2 = tf.nn.dynamic_rnn(make_cell('gru', 4), x, dtype=tf.float32, scope='b')
loss = tf.reduce_sum(s1[0]) + tf.reduce_sum(s2[0]) + tf.reduce_sum(s1[1] * 3)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
rng = np.random.RandomState(0)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(2):
        print(sess.run([loss, train], {x: rng.rand(2, 4, 3)})[0])
