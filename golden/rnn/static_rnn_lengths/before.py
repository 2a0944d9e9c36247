"""A static network with lengths, through the name of tf.contrib."""
import numpy as np
import tensorflow as tf

np.random.seed(61)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

cell = tf.contrib.rnn.GRUCell(UNITS)
outputs, state = tf.contrib.rnn.static_rnn(cell, tf.unstack(x, axis=1), sequence_length=n, dtype=tf.float32)
every = tf.stack(outputs)
loss = tf.reduce_mean(tf.square(every - 0.3)) + tf.reduce_mean(tf.square(state))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([every, state], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
