"""Layer functions share their weights by reuse: an argument of the call, or the scope around it."""
import numpy as np
import tensorflow as tf

np.random.seed(35)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

left = tf.placeholder(tf.float32, [BATCH, SIZE], name="left")
right = tf.placeholder(tf.float32, [BATCH, SIZE], name="right")
words = tf.placeholder(tf.float32, [BATCH, STEPS, SIZE], name="words")


def embed(x, reuse=False):
    with tf.variable_scope("embed", reuse=reuse):
        hidden = tf.layers.dense(x, UNITS, activation=tf.nn.relu, name="hidden")
        return tf.layers.dense(hidden, 3, tf.nn.tanh, name="code")


left_code = embed(left)
right_code = embed(right, reuse=True)
scale = tf.layers.dense(left_code, 1, name="scale")
again = tf.layers.dense(right_code, 1, name="scale", reuse=True)

with tf.variable_scope("reader", reuse=tf.AUTO_REUSE):
    first, first_state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(UNITS), words, dtype=tf.float32)
with tf.variable_scope("reader", reuse=tf.AUTO_REUSE):
    second, second_state = tf.nn.dynamic_rnn(tf.nn.rnn_cell.GRUCell(UNITS), words * 2.0, dtype=tf.float32)

distance = tf.reduce_sum(tf.square(left_code * scale - right_code * again), axis=1)
loss = tf.reduce_mean(distance) + tf.reduce_mean(tf.square(first_state - second_state - 0.1))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        feed = {left: np.random.randn(BATCH, SIZE), right: np.random.randn(BATCH, SIZE),
                words: np.random.randn(BATCH, STEPS, SIZE)}
        _, value = sess.run([train, loss], feed_dict=feed)
        print(step, "%.6f" % value)
    codes, state = sess.run([right_code, second_state], feed_dict=feed)
    print("codes", codes)
    print("state", state)
