# tf2
import tensorflow as tf

with tf.summary.create_file_writer("logs").as_default():
    tf.summary.scalar("loss", 0.5)
