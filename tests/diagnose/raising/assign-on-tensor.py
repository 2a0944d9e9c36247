# tf2
import tensorflow as tf

x = tf.zeros([2])
x.assign([1.0, 1.0])
