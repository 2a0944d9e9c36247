"""The modes of tf.contrib.learn, whose INFER is called PREDICT by tf.estimator."""
import tensorflow as tf


def outputs(x, mode):
    if mode == tf.contrib.learn.ModeKeys.TRAIN:
        x = 2.0 * x
    return x if mode == tf.contrib.learn.ModeKeys.INFER else x - 1.0


x = tf.placeholder(tf.float32, [2])
with tf.Session() as sess:
    for mode in (tf.contrib.learn.ModeKeys.TRAIN, tf.contrib.learn.ModeKeys.EVAL, tf.contrib.learn.ModeKeys.INFER):
        print(mode, sess.run(outputs(x, mode), {x: [1.0, 3.0]}))
