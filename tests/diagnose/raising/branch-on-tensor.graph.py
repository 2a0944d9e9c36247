# tf1
import tensorflow as tf

x = tf.placeholder(tf.float32, [2])
if tf.reduce_sum(x) > 0:
    x = x * 2
