"""A summary that is kept in a list, and added later, has no form that a function could log: the program keeps its session."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [3])
w = tf.Variable(1.5)
total = tf.reduce_sum(x * w)
tf.summary.scalar("total", total)
merged = tf.summary.merge_all()

collected = []
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        collected.append(sess.run(merged, feed_dict={x: np.arange(3.0) + i}))
    writer = tf.summary.FileWriter("logs")
    for i, summary in enumerate(collected):
        writer.add_summary(summary, i)
    writer.close()
    print(len(collected))
