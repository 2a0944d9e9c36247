"""One cell reads two sequences: both networks train its weights."""
import numpy as np
import tensorflow as tf

np.random.seed(79)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

cell = tf.nn.rnn_cell.LSTMCell(UNITS)
question, question_state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
answer, answer_state = tf.nn.dynamic_rnn(cell, tf.reverse(x, [1]), dtype=tf.float32)
distance = tf.abs(question_state.h - answer_state.h)
loss = tf.reduce_mean(tf.square(distance - 0.3)) + tf.reduce_mean(tf.square(answer))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([distance, answer], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
