"""A dataset read through TF1's iterators: methods of the dataset there, functions in TF2."""
import numpy as np
import tensorflow as tf

numbers = np.arange(6, dtype=np.float32)
dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(2)
once = dataset.make_one_shot_iterator()
again = dataset.map(lambda x: x * 10.0).make_initializable_iterator()
first = once.get_next()
second = again.get_next()

with tf.Session() as sess:
    sess.run(again.initializer)
    for _ in range(3):
        print(sess.run([first, second]))
