"""A loop function of its own drives the cell: the program keeps its Session, and its loop."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(97)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.compat.v1.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.compat.v1.placeholder(tf.int32, [None])

cell = tf.compat.v1.nn.rnn_cell.LSTMCell(UNITS)
steps = tf.TensorArray(tf.float32, size=STEPS).unstack(tf.transpose(x, [1, 0, 2]))


def loop(time, output, state, loop_state):
    if output is None:
        next_state = cell.zero_state(tf.shape(x)[0], tf.float32)
    else:
        next_state = state
    finished = time >= n
    next_input = tf.cond(
        tf.reduce_all(finished), lambda: tf.zeros([tf.shape(x)[0], FEATURES]), lambda: steps.read(time))
    return finished, next_input, next_state, output, None


collected, state, _ = tf.compat.v1.nn.raw_rnn(cell, loop)
outputs = tf.transpose(collected.stack(), [1, 0, 2])
ends = tf.concat([state.c, state.h], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
train = tf.compat.v1.train.AdamOptimizer(0.02).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
