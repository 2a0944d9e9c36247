"""An option that is not written out cannot be set before TensorFlow starts: the program keeps its session."""
import os

import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

threads = int(os.environ.get("THREADS", "1"))
config = tf.compat.v1.ConfigProto(intra_op_parallelism_threads=threads)
x = tf.compat.v1.placeholder(tf.float32, [2])
with tf.compat.v1.Session(config=config) as sess:
    print(sess.run(tf.reduce_sum(x), {x: [1.5, 2.0]}))
