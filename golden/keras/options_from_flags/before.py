"""An option that is not written out cannot be set before TensorFlow starts: the program keeps its session."""
import os

import tensorflow as tf

threads = int(os.environ.get("THREADS", "1"))
config = tf.ConfigProto(intra_op_parallelism_threads=threads)
x = tf.placeholder(tf.float32, [2])
with tf.Session(config=config) as sess:
    print(sess.run(tf.reduce_sum(x), {x: [1.5, 2.0]}))
