"""Parts of a graph; what they are called is what the script calls their results, too."""
import tensorflow as tf

SCALE = 0.5


def inference(units):
    kernel = tf.Variable(tf.ones([4, units]) * SCALE, name="kernel")
    bias = tf.Variable(tf.zeros([units]), name="bias")

    def apply(images):
        return tf.matmul(images, kernel) + bias

    return apply


def loss(logits, targets):
    return tf.reduce_mean(tf.square(logits - targets))
