"""Options of a session: threads and devices are set behind the imports, a fraction of memory has no counterpart."""
import tensorflow as tf
import numpy as np

for gpu in tf.config.list_physical_devices("GPU"):
    tf.config.experimental.set_memory_growth(gpu, True)
tf.config.threading.set_intra_op_parallelism_threads(1)
tf.config.set_visible_devices([], "GPU")

w = tf.Variable(tf.ones([2, 2]) * 0.5)


@tf.function(input_signature=[tf.TensorSpec([None, 2], tf.float32)], autograph=False)
def compute_product(x):
    product = tf.matmul(x, w)
    return product


print(compute_product(np.arange(6.0).reshape(3, 2)).numpy())
