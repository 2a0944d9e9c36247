# tf2
import tensorflow as tf

writer = tf.compat.v1.summary.FileWriter("logs")
