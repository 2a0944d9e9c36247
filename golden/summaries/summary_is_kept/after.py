"""A summary that is kept in a list, and added later, has no form that a function could log: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [3])
w = tf.compat.v1.Variable(1.5)
total = tf.reduce_sum(x * w)
tf.compat.v1.summary.scalar("total", total)
merged = tf.compat.v1.summary.merge_all()

collected = []
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(3):
        collected.append(sess.run(merged, feed_dict={x: np.arange(3.0) + i}))
    writer = tf.compat.v1.summary.FileWriter("logs")
    for i, summary in enumerate(collected):
        writer.add_summary(summary, i)
    writer.close()
    print(len(collected))
