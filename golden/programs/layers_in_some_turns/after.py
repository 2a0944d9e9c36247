"""Layers in the turns of a loop that may end early, and in a comprehension that chooses: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 5])
net = x
for units in [8, 6, 0, 4]:
    if units == 0:
        break
    net = tf.compat.v1.layers.dense(net, units, activation=tf.nn.tanh)
heads = [tf.compat.v1.layers.dense(net, 1) for i in range(3) if i != 1]
output = tf.concat(heads, axis=1)
data = np.random.RandomState(0).rand(3, 5)
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run(output, {x: data}))
