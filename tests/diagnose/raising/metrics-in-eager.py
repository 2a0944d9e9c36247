# tf2
import tensorflow as tf

tf.compat.v1.metrics.accuracy([1], [1])
