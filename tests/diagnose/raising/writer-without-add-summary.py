# tf2
import tensorflow as tf

tf.compat.v1.summary.scalar("loss", 0.5)
writer = tf.summary.create_file_writer("logs")
writer.add_summary(tf.compat.v1.summary.merge_all(), 0)
