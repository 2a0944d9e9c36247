# tf2
import tensorflow as tf


@tf.function
def scale(x):
    return x * tf.Variable(2.0)


scale(tf.ones([2]))
