# tf2
import tensorflow as tf

scale = tf.Variable(1.0)
scale *= 2.0
