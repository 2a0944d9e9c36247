"""The feed dictionary gets the rate in some turns only; in the others the placeholder keeps its default."""
import numpy as np
import tensorflow as tf

ids = tf.placeholder(tf.int32, [None], name="ids")
rate = tf.placeholder_with_default(0.1, shape=[], name="rate")
table = tf.get_variable("table", initializer=np.linspace(-1.0, 1.0, 12, dtype=np.float32).reshape(4, 3))
found = tf.nn.embedding_lookup(table, ids)
loss = tf.reduce_sum(tf.square(found))
train_op = tf.train.GradientDescentOptimizer(rate).minimize(loss)


def make_feed(batch, new_rate=None):
    feed = {ids: batch}
    if new_rate is not None:
        feed[rate] = new_rate
    return feed


with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for new_rate in (None, 0.4, None):
        _, value = sess.run([train_op, loss], feed_dict=make_feed([1, 1, 3], new_rate))
        print(new_rate, value)
    print(sess.run(table))
