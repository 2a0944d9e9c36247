"""A conditional random field: likelihood, training, best sequence."""
import numpy as np
import tensorflow as tf

np.random.seed(7)
scores = tf.get_variable("scores", initializer=tf.constant(np.random.rand(2, 4, 3).astype(np.float32)))
tags = tf.constant(np.random.randint(0, 3, (2, 4)), tf.int32)
lengths = tf.constant([4, 2])
likelihood, transitions = tf.contrib.crf.crf_log_likelihood(scores, tags, lengths)
loss = tf.reduce_mean(-likelihood)
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
best, score = tf.contrib.crf.crf_decode(scores, transitions, lengths)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        print(sess.run([loss, train])[0])
    print(sess.run([best, score]))
