"""A function that runs a network is called twice: both calls train the one cell."""
import numpy as np
import tensorflow as tf

np.random.seed(98)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])

def encode(cell, inputs):
    outputs, state = tf.nn.dynamic_rnn(cell, inputs, dtype=tf.float32)
    return outputs, state


reader = tf.nn.rnn_cell.LSTMCell(UNITS)
forward, _ = encode(reader, x)
backward, end = encode(reader, tf.reverse(x, [1]))
both = forward + backward
loss = tf.reduce_mean(tf.square(both - 0.3)) + tf.reduce_mean(tf.square(end.c))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([both, end.c], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
