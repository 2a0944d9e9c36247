"""Layers of TF1 compute in the type that they are given, Keras' in float32: the program keeps its graph."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float64, [None, 2])
thirds = tf.compat.v1.layers.dense(x / 3.0, 2, kernel_initializer=tf.ones_initializer())

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    value = sess.run(thirds, {x: [[1.0, -2.0]]})
    print(value.dtype, "%.15f" % value[0, 0])
