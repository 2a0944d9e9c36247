"""A decoder of legacy_seq2seq, with and without feeding back what it gave."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import legacy_seq2seq, rnn

np.random.seed(6)
ids = np.random.randint(0, 7, (3, 5))
inputs = tf.placeholder(tf.int32, [3, 5])
table = tf.get_variable("table", [7, 4])
w = tf.get_variable("w", [4, 7])
embedded = tf.nn.embedding_lookup(table, inputs)
steps = [tf.squeeze(step, [1]) for step in tf.split(embedded, 5, 1)]

def feed_back(previous, _):
    return tf.nn.embedding_lookup(table, tf.argmax(tf.matmul(previous, w), 1))

cell = rnn.BasicLSTMCell(4)
start = cell.zero_state(3, tf.float32)
outputs, state = legacy_seq2seq.rnn_decoder(steps, start, cell, scope="decoder")
with tf.variable_scope(tf.get_variable_scope(), reuse=True):
    free, _ = legacy_seq2seq.rnn_decoder(steps, start, cell, loop_function=feed_back, scope="decoder")
logits = tf.matmul(tf.reshape(tf.concat(outputs, 1), [-1, 4]), w)
weights = tf.constant(np.array([1, 0, 1] * 5, np.float32))
targets = tf.reshape(inputs, [-1])
losses = legacy_seq2seq.sequence_loss_by_example([logits], [targets], [weights])
loss = legacy_seq2seq.sequence_loss([logits], [targets], [weights])
train = tf.train.AdamOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(sess.run([loss, train], feed_dict={inputs: ids})[0])
    print(sess.run(losses, feed_dict={inputs: ids}))
    print(sess.run(state, feed_dict={inputs: ids}))
    print(sess.run(free[-1], feed_dict={inputs: ids}))
