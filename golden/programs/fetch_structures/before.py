"""Fetches come as dictionaries, tuples, nested lists, single items and one item of several."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [None])
w = tf.Variable(2.0, name="w")
y = w * x
total = tf.reduce_sum(y)
parts = [tf.reduce_min(y), tf.reduce_max(y)]
loss = tf.square(total - 1.0)
train = tf.train.GradientDescentOptimizer(0.001).minimize(loss)
feed = {x: [1.0, 2.0, 3.0]}

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    # a dictionary
    report = sess.run({"total": total, "largest": parts[1]}, feed_dict=feed)
    print(sorted(report), report["total"], report["largest"])
    # a tuple, and a list of one
    pair = sess.run((y, total), feed_dict=feed)
    print(type(pair).__name__, pair[0], pair[1])
    print(sess.run([total], feed_dict=feed))
    # nested
    print(sess.run([parts, total], feed_dict=feed))
    smallest, largest = sess.run(parts, feed_dict=feed)
    print(smallest, largest)
    # the operation leaves None
    result = sess.run([train, loss], feed_dict=feed)
    print(result[0], result[1])
    print(sess.run([train, loss], feed_dict=feed)[1])
    print(sess.run([w, w + 1.0]), sess.run((w,)))
