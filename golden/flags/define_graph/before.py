"""Flags of a program that keeps its session."""
import numpy as np
import tensorflow as tf

tf.flags.DEFINE_integer("units", 2, "size")
FLAGS = tf.flags.FLAGS


def main(argv):
    x = tf.placeholder(tf.float32, [None, 3])
    out = tf.layers.dense(x, FLAGS.units, kernel_initializer=tf.ones_initializer())
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        print(len(argv), sess.run(out, {x: np.ones([1, 3])}))


if __name__ == "__main__":
    tf.app.run(main)
