"""The elements of an iterator are read as they are, and by two networks of which one runs in a turn."""
import numpy as np
import tensorflow as tf

numbers = tf.placeholder(tf.float32, [None])
iterator = tf.data.Dataset.from_tensor_slices(numbers).batch(4).make_initializable_iterator()
batch = iterator.get_next()
scale = tf.Variable(2.0)
grown = tf.assign_add(scale, tf.reduce_sum(batch))


def main():
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        sess.run(iterator.initializer, {numbers: np.arange(6)})
        while True:
            try:
                print(sess.run(batch))
            except tf.errors.OutOfRangeError:
                break
        sess.run(iterator.initializer, {numbers: np.ones(5)})
        while True:
            try:
                print(sess.run([batch, grown]))
            except tf.errors.OutOfRangeError:
                break
        print(sess.run(scale))


if __name__ == "__main__":
    main()
