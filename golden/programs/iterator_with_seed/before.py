"""A dataset is shuffled with a seed: an iterator that is initialised again begins the same order again."""
import tensorflow as tf

# eight numbers in pairs
dataset = tf.data.Dataset.range(8).shuffle(8, seed=3)
dataset = dataset.batch(2)
iterator = dataset.make_initializable_iterator()
pair = iterator.get_next()
total = tf.Variable(0, dtype=tf.int64)
weighted = tf.assign(total, total * 3 + pair[0])

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(2):
        sess.run(iterator.initializer)
        while True:
            try:
                print(epoch, sess.run([pair, weighted]))
            except tf.errors.OutOfRangeError:
                break
