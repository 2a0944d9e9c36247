"""The size of a layer is computed in the loop that makes it: the layers cannot be made before it."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
h, units = x, 4
for _ in range(2):
    h = tf.keras.layers.Dense(units, kernel_initializer="ones")(h)
    units = units // 2

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(h, {x: [[3.0, -2.0]]}))
