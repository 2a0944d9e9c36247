# tf2
import tensorflow as tf

tf.math.in_top_k(tf.constant([[0.1, 0.9], [0.8, 0.2]]), tf.constant([1, 0]), 1)
