"""TensorFlow imported where it may be missing: the switch stands behind the import, the docstring stays in front."""
import sys
import warnings

try:
    import tensorflow as tf
except ImportError:
    sys.exit("this example needs TensorFlow")

tf.compat.v1.disable_v2_behavior()

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    import numpy as np


def outputs(x):
    return tf.compat.v1.nn.dynamic_rnn(tf.compat.v1.nn.rnn_cell.GRUCell(2, kernel_initializer=tf.ones_initializer()), x, dtype=tf.float32)


x = tf.compat.v1.placeholder(tf.float32, [1, None, 2])
with tf.compat.v1.Session() as sess:
    y, state = outputs(x)
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run(state, {x: np.ones([1, 3, 2])}))
