"""The size of a dimension."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = x * x.shape[1]
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = x * x.get_shape()[0]
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    r2 = x * int(x.get_shape()[1])
    return r2


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    r3 = tf.reshape(x, [x.get_shape().as_list()[1], -1])
    return r3


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
print(compute_r3(data).numpy())
