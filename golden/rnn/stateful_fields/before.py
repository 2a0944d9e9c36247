"""The state comes back as a tuple whose fields are read by name and place, and is kept as numpy."""
import numpy as np
import tensorflow as tf

np.random.seed(91)
BATCH, STEPS, VOCAB, EMBED, UNITS, LAYERS = 3, 4, 11, 5, 6, 2
text = np.random.randint(0, VOCAB, (BATCH, 6 * STEPS + 1))

ids = tf.placeholder(tf.int32, [BATCH, STEPS])
targets = tf.placeholder(tf.int32, [BATCH, STEPS])
embedding = tf.get_variable("embedding", [VOCAB, EMBED])
state_c = tf.placeholder(tf.float32, [BATCH, UNITS])
state_h = tf.placeholder(tf.float32, [BATCH, UNITS])
cell = tf.nn.rnn_cell.LSTMCell(UNITS)
zeros = cell.zero_state(BATCH, tf.float32)
outputs, final_state = tf.nn.dynamic_rnn(
    cell, tf.nn.embedding_lookup(embedding, ids), initial_state=tf.nn.rnn_cell.LSTMStateTuple(state_c, state_h))
softmax_w = tf.get_variable("softmax_w", [UNITS, VOCAB])
softmax_b = tf.get_variable("softmax_b", [VOCAB], initializer=tf.zeros_initializer())
logits = tf.matmul(tf.reshape(outputs, [-1, UNITS]), softmax_w) + softmax_b
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(targets, [-1]), logits=logits))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    state = sess.run(zeros)
    for step in range(6):
        first = step * STEPS
        feed = {ids: text[:, first:first + STEPS], targets: text[:, first + 1:first + STEPS + 1],
                state_c: state.c, state_h: state[1]}
        value, state, _ = sess.run([loss, final_state, train], feed)
        print("loss %.6f" % value, "memory %.6f" % state.c.sum(), "output %.6f" % state[1].sum())
