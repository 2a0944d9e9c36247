"""The step is bound between the run and add_summary, so it is not the one before the run: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [2])
total = tf.reduce_sum(x)
tf.compat.v1.summary.scalar("total", total)
merged = tf.compat.v1.summary.merge_all()
with tf.compat.v1.Session() as sess:
    writer = tf.compat.v1.summary.FileWriter("logs")
    count = 0
    for value in (1.0, 2.0, 4.0):
        summary = sess.run(merged, {x: np.full(2, value)})
        count += 10
        writer.add_summary(summary, count)
    writer.close()
    print(count)
