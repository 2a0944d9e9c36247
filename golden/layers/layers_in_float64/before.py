"""Layers of TF1 compute in the type that they are given, Keras' in float32: the program keeps its graph."""
import tensorflow as tf

x = tf.placeholder(tf.float64, [None, 2])
thirds = tf.layers.dense(x / 3.0, 2, kernel_initializer=tf.ones_initializer())

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    value = sess.run(thirds, {x: [[1.0, -2.0]]})
    print(value.dtype, "%.15f" % value[0, 0])
