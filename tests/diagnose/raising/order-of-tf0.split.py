# tf1
import tensorflow as tf

tf.split(0, 2, tf.zeros([4]))
