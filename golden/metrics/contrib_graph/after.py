"""Metrics of contrib."""
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()

matrix = tf.math.confusion_matrix([0, 1, 2], [0, 2, 2])
accuracy = tf_slim.metrics.accuracy(tf.constant([1, 0, 1]), tf.constant([1, 1, 1]))
with tf.compat.v1.Session() as sess:
    print(sess.run([matrix, accuracy]))
