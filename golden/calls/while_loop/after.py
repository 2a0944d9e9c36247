"""Two loop variables, and a single one."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)])
def compute_r0(x):
    r0 = tf.while_loop(lambda k, t: k < 3, lambda k, t: (k + 1, t * 2.0), [0, tf.reduce_sum(x)])
    return r0


print(tf.nest.map_structure(lambda value: value.numpy(), compute_r0(data)))
