"""The size of a layer is computed in the loop that makes it: the layers cannot be made before it."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 2])
h, units = x, 4
for _ in range(2):
    h = tf.keras.layers.Dense(units, kernel_initializer="ones")(h)
    units = units // 2

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run(h, {x: [[3.0, -2.0]]}))
