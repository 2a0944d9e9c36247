"""A static network runs over a list of steps, and gives a list."""
import numpy as np
import tensorflow as tf

np.random.seed(60)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])

steps = tf.unstack(x, STEPS, 1)
cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
outputs, state = tf.nn.static_rnn(cell, steps, dtype=tf.float32)
both = tf.concat([outputs[-1], outputs[0]], axis=1)
memory = tf.tanh(state.c)
loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(memory))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([both, memory], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
