"""One placeholder holds c and h of all layers, and gets what the run before returned."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(93)
BATCH, STEPS, VOCAB, EMBED, UNITS, LAYERS = 3, 4, 11, 5, 6, 2
text = np.random.randint(0, VOCAB, (BATCH, 6 * STEPS + 1))

ids = tf.compat.v1.placeholder(tf.int32, [BATCH, STEPS])
targets = tf.compat.v1.placeholder(tf.int32, [BATCH, STEPS])
embedding = tf.compat.v1.get_variable("embedding", [VOCAB, EMBED])
init_state = tf.compat.v1.placeholder(tf.float32, [LAYERS, 2, BATCH, UNITS])
per_layer = tf.unstack(init_state, axis=0)
rnn_state = tuple([tf.compat.v1.nn.rnn_cell.LSTMStateTuple(per_layer[i][0], per_layer[i][1]) for i in range(LAYERS)])
cell = tf.compat.v1.nn.rnn_cell.MultiRNNCell([tf.compat.v1.nn.rnn_cell.LSTMCell(UNITS) for _ in range(LAYERS)])
outputs, final_state = tf.compat.v1.nn.dynamic_rnn(cell, tf.compat.v1.nn.embedding_lookup(embedding, ids), initial_state=rnn_state)
softmax_w = tf.compat.v1.get_variable("softmax_w", [UNITS, VOCAB])
softmax_b = tf.compat.v1.get_variable("softmax_b", [VOCAB], initializer=tf.zeros_initializer())
logits = tf.matmul(tf.reshape(outputs, [-1, UNITS]), softmax_w) + softmax_b
loss = tf.reduce_mean(
    tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(targets, [-1]), logits=logits))
train = tf.compat.v1.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    current_state = np.zeros((LAYERS, 2, BATCH, UNITS))
    for step in range(6):
        first = step * STEPS
        value, _, current_state = sess.run([loss, train, final_state], feed_dict={
            ids: text[:, first:first + STEPS], targets: text[:, first + 1:first + STEPS + 1], init_state: current_state})
        print("loss %.6f" % value, "memory %.6f" % current_state[0].c.sum(), "output %.6f" % current_state[1][1].sum())
