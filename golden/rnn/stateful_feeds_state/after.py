"""The tensors of zero_state are fed themselves, c and h of each layer: such a program keeps its Session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(92)
BATCH, STEPS, VOCAB, EMBED, UNITS, LAYERS = 3, 4, 11, 5, 6, 2
text = np.random.randint(0, VOCAB, (BATCH, 6 * STEPS + 1))

ids = tf.compat.v1.placeholder(tf.int32, [BATCH, STEPS])
targets = tf.compat.v1.placeholder(tf.int32, [BATCH, STEPS])
embedding = tf.compat.v1.get_variable("embedding", [VOCAB, EMBED])
cell = tf.compat.v1.nn.rnn_cell.MultiRNNCell([tf.compat.v1.nn.rnn_cell.BasicLSTMCell(UNITS, forget_bias=0.0) for _ in range(LAYERS)])
initial_state = cell.zero_state(BATCH, tf.float32)
outputs, final_state = tf.compat.v1.nn.dynamic_rnn(cell, tf.compat.v1.nn.embedding_lookup(embedding, ids), initial_state=initial_state)
softmax_w = tf.compat.v1.get_variable("softmax_w", [UNITS, VOCAB])
softmax_b = tf.compat.v1.get_variable("softmax_b", [VOCAB], initializer=tf.zeros_initializer())
logits = tf.matmul(tf.reshape(outputs, [-1, UNITS]), softmax_w) + softmax_b
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(targets, [-1]), logits=logits))
train = tf.compat.v1.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    state = sess.run(initial_state)
    for step in range(6):
        first = step * STEPS
        feed = {ids: text[:, first:first + STEPS], targets: text[:, first + 1:first + STEPS + 1]}
        for i, (c, h) in enumerate(initial_state):
            feed[c] = state[i].c
            feed[h] = state[i].h
        value, state, _ = sess.run([loss, final_state, train], feed)
        print("loss %.6f" % value, ["%.6f" % layer.c.sum() for layer in state], "%.6f" % state[-1].h.sum())
