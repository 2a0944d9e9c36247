"""An iterator is read in a counted number of turns: the program keeps its session."""
import numpy as np
import tensorflow as tf

numbers = np.arange(12, dtype=np.float32)
dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(4)
iterator = dataset.make_initializable_iterator()
batch = iterator.get_next()
scale = tf.Variable(2.0)
scaled = batch * scale

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(iterator.initializer)
    for _ in range(2):
        print(sess.run(scaled))
    print(sess.run(batch))
