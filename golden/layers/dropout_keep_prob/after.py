"""Dropout by what is kept, as a number and as a placeholder."""
import numpy as np
import tensorflow as tf


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def compute_fixed(x):
    fixed = tf.nn.dropout(x, rate=1 - 1.0)
    return fixed


@tf.function(
    input_signature=[
        tf.TensorSpec([None, 4], tf.float32),
        tf.TensorSpec(None, tf.float32),
    ],
    autograph=False,
)
def compute_fed(x, keep):
    fed = tf.nn.dropout(x, rate=1 - keep)
    return fed


@tf.function(input_signature=[tf.TensorSpec([None, 4], tf.float32)], autograph=False)
def compute_half(x):
    half = tf.reduce_mean(tf.nn.dropout(x, rate=1 - 0.25))
    return half


ones = np.ones([5000, 4])
print(compute_fixed(ones[:2]).numpy(), compute_fed(ones[:2], 1.0).numpy())
print(round(float(compute_half(ones).numpy()), 1))
print(round(float(np.mean(compute_fed(ones, 0.9).numpy() > 0)), 1))
