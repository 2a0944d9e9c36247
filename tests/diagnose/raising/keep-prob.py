# tf2
import tensorflow as tf

tf.nn.dropout(tf.ones([2]), keep_prob=0.9)
