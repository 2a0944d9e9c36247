# tf2
import tensorflow as tf

tf.reduce_sum(tf.ones([2, 2]), reduction_indices=[1])
