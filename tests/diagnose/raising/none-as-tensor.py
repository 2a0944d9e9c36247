# tf2
import tensorflow as tf


def scale(x):
    if x.shape[0] > 5:
        return x * 2.0


tf.reduce_sum(scale(tf.ones([2])))
