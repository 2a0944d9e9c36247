"""Color operations."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r0 = tf.image.adjust_brightness(images, 0.3)
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r1 = tf.image.adjust_contrast(images, 2.0)
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r2 = tf.image.per_image_standardization(images)
    return r2


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r3 = tf.image.total_variation(images)
    return r3


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
print(compute_r3(data).numpy())
