"""Streaming metrics: precision counts every prediction that is not zero."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

labels = tf.compat.v1.placeholder(tf.float32, [None])
scores = tf.compat.v1.placeholder(tf.float32, [None])
metrics = {
    "precision": tf.compat.v1.metrics.precision(labels, scores),
    "recall": tf.compat.v1.metrics.recall(labels, scores),
    "mean": tf.compat.v1.metrics.mean(scores),
    "auc": tf.compat.v1.metrics.auc(labels, scores),
    "accuracy": tf.compat.v1.metrics.accuracy(labels, tf.round(scores)),
    "error": tf.compat.v1.metrics.mean_squared_error(labels, scores),
}
with tf.compat.v1.Session() as sess:
    sess.run([tf.compat.v1.global_variables_initializer(), tf.compat.v1.local_variables_initializer()])
    for feed in ([1, 0, 1, 1], [0.2, 0.0, 0.9, 0.4]), ([0, 0, 1, 0], [0.8, 0.3, 0.0, 0.1]):
        sess.run([update for _, update in metrics.values()], {labels: feed[0], scores: feed[1]})
    for name in sorted(metrics):
        print(name, sess.run(metrics[name][0]))
