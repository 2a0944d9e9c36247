"""Boxes by index, and crops."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r0 = tf.image.crop_and_resize(images, [[0.0, 0.0, 1.0, 0.5]], box_indices=[0], crop_size=[2, 2])
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r1 = tf.image.resize_with_crop_or_pad(images, 2, 6)
    return r1


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r2(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r2 = tf.image.flip_left_right(images)
    return r2


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r3(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r3 = tf.image.extract_patches(images, [1, 2, 2, 1], [1, 1, 1, 1], [1, 1, 1, 1], 'VALID')
    return r3


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
print(compute_r2(data).numpy())
print(compute_r3(data).numpy())
