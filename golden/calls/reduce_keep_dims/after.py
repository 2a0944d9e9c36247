"""Old names of the arguments of reductions."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = tf.reduce_sum(x, axis=[1])
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = tf.reduce_mean(x, 1, True)
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    r2 = tf.reduce_max(x, axis=0, keepdims=True)
    return r2


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    r3 = tf.argmax(x, axis=1)
    return r3


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r4(x):
    r4 = tf.argmin(x, 0)
    return r4


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
print(compute_r3(data).numpy())
print(compute_r4(data).numpy())
