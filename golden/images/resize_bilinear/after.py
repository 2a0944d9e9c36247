"""TF1 samples from the corner of a pixel."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r0 = tf.raw_ops.ResizeBilinear(images=images, size=[5, 7])
    return r0


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r1(x):
    images = tf.reshape(x, [1, 3, 4, 1])
    r1 = tf.raw_ops.ResizeBilinear(images=images, size=[5, 7], align_corners=True)
    return r1


print(compute_r0(data).numpy())
print(compute_r1(data).numpy())
