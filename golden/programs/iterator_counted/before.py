"""An iterator is read in a counted number of turns, and begins again where it is initialised again."""
import numpy as np
import tensorflow as tf

numbers = np.arange(12, dtype=np.float32)
squares = tf.placeholder(tf.float32, [None])
dataset = tf.data.Dataset.from_tensor_slices((numbers, squares)).batch(4).repeat()
iterator = dataset.make_initializable_iterator()
batch, square = iterator.get_next()
scale = tf.Variable(2.0)
loss = tf.reduce_mean(tf.square(batch * scale - square))
train = tf.train.GradientDescentOptimizer(0.001).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    # first the squares
    sess.run(iterator.initializer, feed_dict={squares: numbers ** 2})
    for step in range(5):
        _, value = sess.run([train, loss])
        if step % 2 == 0:
            print(value, sess.run(scale))
    print(sess.run([batch, square]))
    # then the numbers themselves
    sess.run(iterator.initializer, feed_dict={squares: numbers})
    print(sess.run(loss))
