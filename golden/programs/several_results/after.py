"""Operations with several results, fetched as a session gives them: tuples of arrays."""
import numpy as np
import tensorflow as tf

covariance = tf.constant([[2.0, 1.0], [1.0, 3.0]])

eigen = tf.linalg.eigh(covariance)


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def compute_sign(points):
    sign = tf.linalg.slogdet(tf.matmul(points, points, transpose_a=True))
    return sign


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def compute_pooled_and_mean(points):
    mean, variance = tf.nn.moments(points, [0])
    pooled = tf.nn.max_pool_with_argmax(tf.reshape(points, [1, -1, 2, 1]), [1, 2, 2, 1], [1, 2, 2, 1], "VALID")
    return [pooled, mean]


values, vectors = tf.nest.map_structure(lambda value: value.numpy(), eigen)
print(values, np.abs(vectors))
data = [[1.0, 2.0], [3.0, 5.0], [0.0, 1.0], [4.0, 4.0]]
print(tf.nest.map_structure(lambda value: value.numpy(), compute_sign(data)))
largest, m = tf.nest.map_structure(lambda value: value.numpy(), compute_pooled_and_mean(data))
print(largest[0].ravel(), largest[1].ravel(), m)
print(tf.nest.map_structure(lambda value: value.numpy(), tf.raw_ops.ListDiff(x=[1, 2, 3], y=[2])))
