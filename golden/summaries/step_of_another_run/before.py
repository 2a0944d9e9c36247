"""The step is bound between the run and add_summary, so it is not the one before the run: the program keeps its session."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [2])
total = tf.reduce_sum(x)
tf.summary.scalar("total", total)
merged = tf.summary.merge_all()
with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs")
    count = 0
    for value in (1.0, 2.0, 4.0):
        summary = sess.run(merged, {x: np.full(2, value)})
        count += 10
        writer.add_summary(summary, count)
    writer.close()
    print(count)
