"""An iterator is read in a counted number of turns: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

numbers = np.arange(12, dtype=np.float32)
dataset = tf.data.Dataset.from_tensor_slices(numbers).batch(4)
iterator = tf.compat.v1.data.make_initializable_iterator(dataset)
batch = iterator.get_next()
scale = tf.compat.v1.Variable(2.0)
scaled = batch * scale

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    sess.run(iterator.initializer)
    for _ in range(2):
        print(sess.run(scaled))
    print(sess.run(batch))
