"""The network, and how it is trained."""
import tensorflow as tf


def build_network(units, classes):
    """Return the logits of some rows."""
    dense = tf.keras.layers.Dense(units, activation=tf.nn.tanh)
    weights = tf.Variable(tf.zeros_initializer()([units, classes]), name="weights")

    def apply(x):
        hidden = dense(x)
        return tf.matmul(hidden, weights)

    return apply


def mean_loss(logits, labels):
    return tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(logits=logits, labels=labels))
