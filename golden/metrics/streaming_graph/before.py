"""Streaming metrics: precision counts every prediction that is not zero."""
import numpy as np
import tensorflow as tf

labels = tf.placeholder(tf.float32, [None])
scores = tf.placeholder(tf.float32, [None])
metrics = {
    "precision": tf.metrics.precision(labels, scores),
    "recall": tf.metrics.recall(labels, scores),
    "mean": tf.metrics.mean(scores),
    "auc": tf.metrics.auc(labels, scores),
    "accuracy": tf.metrics.accuracy(labels, tf.round(scores)),
    "error": tf.metrics.mean_squared_error(labels, scores),
}
with tf.Session() as sess:
    sess.run([tf.global_variables_initializer(), tf.local_variables_initializer()])
    for feed in ([1, 0, 1, 1], [0.2, 0.0, 0.9, 0.4]), ([0, 0, 1, 0], [0.8, 0.3, 0.0, 0.1]):
        sess.run([update for _, update in metrics.values()], {labels: feed[0], scores: feed[1]})
    for name in sorted(metrics):
        print(name, sess.run(metrics[name][0]))
