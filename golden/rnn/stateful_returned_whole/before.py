"""What one run returned is fed whole into one placeholder, where c comes first."""
import numpy as np
import tensorflow as tf

np.random.seed(94)
BATCH, STEPS, VOCAB, EMBED, UNITS, LAYERS = 3, 4, 11, 5, 6, 2
text = np.random.randint(0, VOCAB, (BATCH, 6 * STEPS + 1))

ids = tf.placeholder(tf.int32, [BATCH, STEPS])
targets = tf.placeholder(tf.int32, [BATCH, STEPS])
embedding = tf.get_variable("embedding", [VOCAB, EMBED])
start = tf.placeholder(tf.float32, [2, BATCH, UNITS])
cell = tf.nn.rnn_cell.LSTMCell(UNITS)
outputs, final_state = tf.nn.dynamic_rnn(
    cell, tf.nn.embedding_lookup(embedding, ids), initial_state=tf.nn.rnn_cell.LSTMStateTuple(start[0], start[1]))
softmax_w = tf.get_variable("softmax_w", [UNITS, VOCAB])
softmax_b = tf.get_variable("softmax_b", [VOCAB], initializer=tf.zeros_initializer())
logits = tf.matmul(tf.reshape(outputs, [-1, UNITS]), softmax_w) + softmax_b
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(targets, [-1]), logits=logits))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    first_feed = {ids: text[:, :STEPS], targets: text[:, 1:STEPS + 1], start: 0.1 * np.ones((2, BATCH, UNITS))}
    state = sess.run(final_state, feed_dict=first_feed)
    for step in range(1, 5):
        first = step * STEPS
        feed = {ids: text[:, first:first + STEPS], targets: text[:, first + 1:first + STEPS + 1], start: state}
        value, _ = sess.run([loss, train], feed_dict=feed)
        print("loss %.6f" % value)
    print(state.c.tolist())
