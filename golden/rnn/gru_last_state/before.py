"""Classify sequences by the last state of a GRU."""
import numpy as np
import tensorflow as tf

np.random.seed(2)
STEPS, FEATURES, UNITS, CLASSES = 5, 3, 7, 2
data = np.random.rand(6, STEPS, FEATURES).astype(np.float32)
targets = np.random.randint(0, CLASSES, 6)

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
labels = tf.placeholder(tf.int32, [None])

cell = tf.nn.rnn_cell.GRUCell(UNITS)
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)

w = tf.get_variable("w", [UNITS, CLASSES])
logits = tf.matmul(state, w)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(10):
        _, value = sess.run([train, loss], feed_dict={x: data, labels: targets})
        print("step", step, "loss %.6f" % value)
    print(sess.run(outputs, feed_dict={x: data[:1]}))
