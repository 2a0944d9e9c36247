"""Names of contrib by every way in."""
import numpy as np
import tensorflow as tf

data = np.arange(6, dtype=np.float32).reshape(2, 3)
w = tf.Variable(tf.keras.initializers.GlorotUniform()([3, 2]), name="w")
flatten = tf.keras.layers.Flatten()


@tf.function(input_signature=[tf.TensorSpec([None, 3], tf.float32)], autograph=False)
def compute_flat(x):
    flat = flatten(tf.reshape(tf.matmul(x, w), [-1, 2, 1]))
    return flat


print(compute_flat(data).numpy())
