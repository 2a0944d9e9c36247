"""A forget bias of zero: Keras adds one by default."""
import numpy as np
import tensorflow as tf

np.random.seed(4)
data = np.random.rand(3, 4, 2).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4, 2])
with tf.variable_scope("lstm"):
    cell = tf.nn.rnn_cell.LSTMCell(6, forget_bias=0.0, activation=tf.nn.relu)
    outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)
loss = tf.reduce_sum(tf.square(outputs)) + tf.reduce_sum(state.c) + 2.0 * tf.reduce_sum(state.h)
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        print(sess.run([loss, state.c], feed_dict={x: data}))
        sess.run(train, feed_dict={x: data})
