"""The condition has the shape of its values."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = tf.where(x > 0, x, tf.zeros_like(x))
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = tf.where(tf.less(x, 0.5), x, x * 10)
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    r2 = tf.where(x > 1.0)
    return r2


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
