"""Options of a session: threads and devices are set behind the imports, a fraction of memory has no counterpart."""
import tensorflow as tf
import numpy as np

gpu_options = tf.GPUOptions(per_process_gpu_memory_fraction=0.4, allow_growth=True)
config = tf.ConfigProto(
    gpu_options=gpu_options,
    log_device_placement=False,
    intra_op_parallelism_threads=1,
    device_count={"GPU": 0},  # on the CPU only
)

x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.ones([2, 2]) * 0.5)
product = tf.matmul(x, w)
with tf.Session(config=config) as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(product, feed_dict={x: np.arange(6.0).reshape(3, 2)}))
