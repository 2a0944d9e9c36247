# tf2
import tensorflow as tf

tf.concat(0, [tf.zeros([2]), tf.ones([2])])
