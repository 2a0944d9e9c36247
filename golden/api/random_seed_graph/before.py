"""Random operations with seeds of their own."""
import tensorflow as tf

tf.set_random_seed(5)
a = tf.random_normal([2, 2], seed=1)
b = tf.random_uniform([3], -1, 1, seed=2)
c = tf.truncated_normal([2], stddev=0.1, seed=3)
d = tf.random_shuffle(tf.range(6), seed=4)
e = tf.multinomial([[0.1, 0.9]], 5, seed=6)
with tf.Session() as sess:
    print(sess.run([a, b, c, d, e]))
    print(sess.run([a, e]))
