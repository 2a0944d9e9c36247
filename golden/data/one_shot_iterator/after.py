"""A dataset read through TF1's iterators: methods of the dataset there, functions in TF2."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

numbers = np.arange(6, dtype=np.float32)
dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(2)
once = tf.compat.v1.data.make_one_shot_iterator(dataset)
again = tf.compat.v1.data.make_initializable_iterator(dataset.map(lambda x: x * 10.0))
first = once.get_next()
second = again.get_next()

with tf.compat.v1.Session() as sess:
    sess.run(again.initializer)
    for _ in range(3):
        print(sess.run([first, second]))
