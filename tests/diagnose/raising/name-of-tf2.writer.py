# tf1
import tensorflow as tf

writer = tf.summary.create_file_writer("logs")
