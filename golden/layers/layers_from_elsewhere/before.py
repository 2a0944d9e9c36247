"""What makes the layers is a partial function: nobody sees that they are layers, and the program keeps its graph."""
import functools

import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
connected = functools.partial(tf.keras.layers.Dense, kernel_initializer="ones")
hidden = connected(3)(x)
scores = connected(1)(hidden)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(scores, {x: [[3.0, -2.0]]}))
