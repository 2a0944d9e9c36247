"""TensorFlow imported where it may be missing: the switch stands behind the import, the docstring stays in front."""
import sys
import warnings

try:
    import tensorflow as tf
except ImportError:
    sys.exit("this example needs TensorFlow")

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import numpy as np
    from tensorflow.contrib import rnn


def outputs(x):
    return tf.nn.dynamic_rnn(rnn.GRUCell(2, kernel_initializer=tf.ones_initializer()), x, dtype=tf.float32)


x = tf.placeholder(tf.float32, [1, None, 2])
with tf.Session() as sess:
    y, state = outputs(x)
    sess.run(tf.global_variables_initializer())
    print(sess.run(state, {x: np.ones([1, 3, 2])}))
