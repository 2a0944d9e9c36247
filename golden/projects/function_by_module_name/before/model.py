"""Parts of a graph; what they are called is what the script calls their results, too."""
import tensorflow as tf

SCALE = 0.5


def inference(images, units):
    kernel = tf.Variable(tf.ones([4, units]) * SCALE, name="kernel")
    bias = tf.Variable(tf.zeros([units]), name="bias")
    return tf.matmul(images, kernel) + bias


def loss(logits, targets):
    return tf.reduce_mean(tf.square(logits - targets))
