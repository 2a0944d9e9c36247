# tf1
import tensorflow as tf

x = tf.zeros([2])
x[0] = 1.0
