"""The modes of tf.contrib.learn, whose INFER is called PREDICT by tf.estimator."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def outputs(x, mode):
    if mode == tf.estimator.ModeKeys.TRAIN:
        x = 2.0 * x
    return x if mode == tf.estimator.ModeKeys.PREDICT else x - 1.0


x = tf.compat.v1.placeholder(tf.float32, [2])
with tf.compat.v1.Session() as sess:
    for mode in (tf.estimator.ModeKeys.TRAIN, tf.estimator.ModeKeys.EVAL, tf.estimator.ModeKeys.PREDICT):
        print(mode, sess.run(outputs(x, mode), {x: [1.0, 3.0]}))
