"""Two columns joined and split in the order of TensorFlow 0.x, which no later version takes."""
import numpy as np
import tensorflow as tf

np.random.seed(0)
rows = np.random.rand(4, 6).astype("float32")


@tf.function(input_signature=[tf.TensorSpec([None, 6], tf.float32)], autograph=False)
def compute_turned(x):
    left, middle, right = tf.split(x, 3, 1)  # two columns each
    turned = tf.concat([right, left], 1)
    return turned


@tf.function(input_signature=[tf.TensorSpec([None, 6], tf.float32)], autograph=False)
def compute_stacked(x):
    left, middle, right = tf.split(x, 3, 1)  # two columns each
    turned = tf.concat([right, left], 1)
    stacked = tf.concat([turned, tf.concat([left, middle], 1)], -2)
    return stacked


print(compute_turned(rows).numpy().tolist())
print(compute_stacked(rows).numpy().shape)
