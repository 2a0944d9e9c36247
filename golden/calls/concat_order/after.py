"""Lists and axes, and what moved to tf.math and tf.linalg."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = tf.concat([x, x], 1)
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = tf.math.log(tf.abs(x) + 1)
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    r2 = tf.linalg.diag(x)
    return r2


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    r3 = tf.cumsum(x, 1, True)
    return r3


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r4(x):
    r4 = tf.math.squared_difference(x, 1.0)
    return r4


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r5(x):
    r5 = tf.math.rsqrt(tf.square(x) + 1)
    return r5


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r6(x):
    r6 = tf.math.is_nan(x)
    return r6


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r7(x):
    r7 = tf.linalg.band_part(x, 0, 1)
    return r7


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
print(compute_r3(data).numpy())
print(compute_r4(data).numpy())
print(compute_r5(data).numpy())
print(compute_r6(data).numpy())
print(compute_r7(data).numpy())
