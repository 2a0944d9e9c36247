"""Which variables a call takes is decided when the program runs: it keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def tower(x, name, reuse):
    with tf.compat.v1.variable_scope(name, reuse=reuse):
        w = tf.compat.v1.get_variable("w", [3, 2], initializer=tf.random_normal_initializer(stddev=0.5, seed=7))
        return tf.matmul(x, w)


count = len(np.unique([1, 1, 2]))
x = tf.compat.v1.placeholder(tf.float32, [None, 3])
left = tower(x, "tower_%d" % 2, False)
right = tower(x * 2.0, "tower_%d" % count, True)
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run([left, right], {x: np.ones([2, 3])}))
