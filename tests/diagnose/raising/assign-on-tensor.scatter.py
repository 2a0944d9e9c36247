# tf1
import tensorflow as tf

tf.scatter_update(tf.zeros([2]), [0], [1.0])
