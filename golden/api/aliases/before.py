"""Aliases of modules, and imports of their parts."""
import tensorflow as tf
from tensorflow import nn, placeholder as ph
import tensorflow.nn as nets

tfm = tf.math
x = ph(tf.float32, [2, 2])
a = nn.softmax(x, dim=0)
b = nets.relu(tfm.log(x))
c = tf.reduce_mean(tf.lgamma(x), keep_dims=True)
with tf.Session() as sess:
    print(sess.run([a, b, c], {x: [[1.0, 2.0], [3.0, 4.0]]}))
