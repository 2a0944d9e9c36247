"""A program on tensorflow.compat.v1 that only TF 1 has run: TF2 has all of its names, but no graph behind its session."""
import numpy as np
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()


def build(x):
    return tf.reduce_sum(x * tf.Variable(2.0))


def main():
    x = tf.placeholder(tf.float32, [None])
    total = build(x)
    sess = tf.Session()
    sess.run(tf.global_variables_initializer())
    print(sess.run(total, feed_dict={x: np.arange(4.0)}))


main()
