"""Metrics of contrib."""
import tensorflow as tf

matrix = tf.contrib.metrics.confusion_matrix([0, 1, 2], [0, 2, 2])
accuracy = tf.contrib.metrics.accuracy(tf.constant([1, 0, 1]), tf.constant([1, 1, 1]))
with tf.Session() as sess:
    print(sess.run([matrix, accuracy]))
