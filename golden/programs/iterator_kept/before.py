"""One function initialises an iterator and another one reads it: the program keeps its session."""
import numpy as np
import tensorflow as tf

numbers = np.arange(12, dtype=np.float32)
iterator = tf.data.Dataset.from_tensor_slices(numbers).batch(4).make_initializable_iterator()
batch = iterator.get_next()
scale = tf.Variable(2.0)
scaled = batch * scale
sess = tf.Session()


def begin():
    sess.run(iterator.initializer)


def show():
    print(sess.run(scaled))


sess.run(tf.global_variables_initializer())
begin()
show()
show()
begin()
show()
