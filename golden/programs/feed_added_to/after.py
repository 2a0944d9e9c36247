"""The feed dictionary gets the rate in some turns only; in the others the placeholder keeps its default."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

ids = tf.compat.v1.placeholder(tf.int32, [None], name="ids")
rate = tf.compat.v1.placeholder_with_default(0.1, shape=[], name="rate")
table = tf.compat.v1.get_variable("table", initializer=np.linspace(-1.0, 1.0, 12, dtype=np.float32).reshape(4, 3))
found = tf.compat.v1.nn.embedding_lookup(table, ids)
loss = tf.reduce_sum(tf.square(found))
train_op = tf.compat.v1.train.GradientDescentOptimizer(rate).minimize(loss)


def make_feed(batch, new_rate=None):
    feed = {ids: batch}
    if new_rate is not None:
        feed[rate] = new_rate
    return feed


with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for new_rate in (None, 0.4, None):
        _, value = sess.run([train_op, loss], feed_dict=make_feed([1, 1, 3], new_rate))
        print(new_rate, value)
    print(sess.run(table))
