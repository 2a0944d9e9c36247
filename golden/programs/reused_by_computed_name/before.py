"""Which variables a call takes is decided when the program runs: it keeps its session."""
import numpy as np
import tensorflow as tf


def tower(x, name, reuse):
    with tf.variable_scope(name, reuse=reuse):
        w = tf.get_variable("w", [3, 2], initializer=tf.random_normal_initializer(stddev=0.5, seed=7))
        return tf.matmul(x, w)


count = len(np.unique([1, 1, 2]))
x = tf.placeholder(tf.float32, [None, 3])
left = tower(x, "tower_%d" % 2, False)
right = tower(x * 2.0, "tower_%d" % count, True)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([left, right], {x: np.ones([2, 3])}))
