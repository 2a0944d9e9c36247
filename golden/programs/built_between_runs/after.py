"""Stays a graph: each turn of the loop that runs adds an operation, made with what the run before it gave."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

v = tf.compat.v1.Variable([1.0, 2.0, 3.0])
total = tf.reduce_sum(v)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    value = 1.0
    for _ in range(3):
        scaled = total * value
        value = float(sess.run(scaled)) / 10.0
        print("%.4f" % value)
