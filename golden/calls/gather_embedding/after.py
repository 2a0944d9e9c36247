"""One table, and several."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)


@tf.function(input_signature=[tf.TensorSpec([3, 4], tf.float32)], autograph=False)
def compute_r0(x):
    r0 = tf.nn.embedding_lookup(x, [2, 0])
    return r0


print(compute_r0(data).numpy())
