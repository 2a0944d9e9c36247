"""Sequences whose number is written into a reshape and a zero state: the variables are made with as many."""
import numpy as np
import tensorflow as tf

symbols = "shift"
batch_size, units = 2, 4
steps = len(symbols) - 1
classes = len(set(symbols))

x = tf.placeholder(tf.int32, [None, steps])
y = tf.placeholder(tf.int32, [None, steps])

cell = tf.nn.rnn_cell.BasicLSTMCell(num_units=units)
start = cell.zero_state(batch_size, tf.float32)
outputs, _ = tf.nn.dynamic_rnn(cell, tf.one_hot(x, classes), initial_state=start, dtype=tf.float32)
flat = tf.reshape(outputs, [-1, units])
logits = tf.contrib.layers.fully_connected(inputs=flat, num_outputs=classes, activation_fn=None)
logits = tf.reshape(logits, [batch_size, steps, classes])

weights = tf.ones([batch_size, steps])
loss = tf.contrib.seq2seq.sequence_loss(logits=logits, targets=y, weights=weights)
train = tf.train.AdamOptimizer(learning_rate=0.1).minimize(loss)
prediction = tf.argmax(logits, axis=2)

places = np.array([symbols.index(one) for one in symbols])
given = [places[:-1], places[:-1][::-1]]
wanted = [places[1:], places[1:][::-1]]

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(6):
        value, _ = sess.run([loss, train], feed_dict={x: given, y: wanted})
        print(step, "%.5f" % value, sess.run(prediction, feed_dict={x: given}))
