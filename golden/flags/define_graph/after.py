"""Flags of a program that keeps its session."""
import numpy as np
import tensorflow as tf
import absl.flags

tf.compat.v1.disable_v2_behavior()

absl.flags.DEFINE_integer("units", 2, "size")
FLAGS = absl.flags.FLAGS


def main(argv):
    x = tf.compat.v1.placeholder(tf.float32, [None, 3])
    out = tf.compat.v1.layers.dense(x, FLAGS.units, kernel_initializer=tf.ones_initializer())
    with tf.compat.v1.Session() as sess:
        sess.run(tf.compat.v1.global_variables_initializer())
        print(len(argv), sess.run(out, {x: np.ones([1, 3])}))


if __name__ == "__main__":
    tf.compat.v1.app.run(main)
