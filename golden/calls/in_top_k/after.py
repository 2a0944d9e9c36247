"""Predictions stand before targets in TF1."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = tf.nn.in_top_k(predictions=x, targets=[1, 2, 0], k=2)
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    r1 = tf.nn.in_top_k(predictions=x, targets=[0, 0, 0], k=1)
    return r1


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
