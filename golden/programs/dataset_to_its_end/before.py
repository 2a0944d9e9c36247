"""A dataset is read to its end: the error that says so comes from the function."""
import numpy as np
import tensorflow as tf

numbers = np.arange(10, dtype=np.float32)
iterator = tf.data.Dataset.from_tensor_slices(numbers).map(lambda x: x * 2.0).batch(4).make_one_shot_iterator()
batch = iterator.get_next()
total = tf.reduce_sum(batch)
seen = tf.Variable(0.0, trainable=False)
count = tf.assign_add(seen, total)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    while True:
        try:
            print(sess.run([batch, count]))
        except tf.errors.OutOfRangeError:
            break
    print(sess.run(seen))
