"""A positional `name` stands where TF2 has another parameter."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = tf.transpose(x, [1, 0], name='turned')
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = tf.pad(x, [[1, 0], [0, 1]], 'CONSTANT', name='padded', constant_values=9.0)
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    r2 = tf.gather(x, [0, 2], None, name='picked', axis=1)
    return r2


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    r3 = tf.shape(x, name='form', out_type=tf.int64)
    return r3


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
print(compute_r3(data).numpy())
