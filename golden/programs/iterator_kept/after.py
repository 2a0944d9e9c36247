"""One function initialises an iterator and another one reads it: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

numbers = np.arange(12, dtype=np.float32)
iterator = tf.compat.v1.data.make_initializable_iterator(tf.data.Dataset.from_tensor_slices(numbers).batch(4))
batch = iterator.get_next()
scale = tf.compat.v1.Variable(2.0)
scaled = batch * scale
sess = tf.compat.v1.Session()


def begin():
    sess.run(iterator.initializer)


def show():
    print(sess.run(scaled))


sess.run(tf.compat.v1.global_variables_initializer())
begin()
show()
show()
begin()
show()
