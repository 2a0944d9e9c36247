"""The gradients of a recurrent network and of an embedding are clipped together."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
data = rng.randint(0, 10, [4, 6])
inputs = tf.placeholder(tf.int32, [4, 5])
targets = tf.placeholder(tf.int32, [4, 5])
embedding = tf.get_variable("embedding", initializer=rng.randn(10, 8).astype(np.float32))
cell = tf.nn.rnn_cell.BasicLSTMCell(8)
outputs, state = tf.nn.dynamic_rnn(cell, tf.nn.embedding_lookup(embedding, inputs), dtype=tf.float32)
w = tf.get_variable("w", initializer=rng.randn(8, 10).astype(np.float32))
logits = tf.reshape(tf.matmul(tf.reshape(outputs, [-1, 8]), w), [4, 5, 10])
cost = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=targets, logits=logits))
tvars = tf.trainable_variables()
grads, _ = tf.clip_by_global_norm(tf.gradients(cost, tvars), 1.0)
optimizer = tf.train.AdamOptimizer(0.01)
train_op = optimizer.apply_gradients(zip(grads, tvars))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={inputs: data[:, :-1], targets: data[:, 1:]})
        print(i, c)
