"""Floats are divided, integers floored."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = x / 2.0
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = tf.size(x) // 5
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    r2 = 2 * (tf.reduce_sum(x) / 3.0)
    return r2


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
