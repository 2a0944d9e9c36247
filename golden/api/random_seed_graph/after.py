"""Random operations with seeds of their own."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

tf.compat.v1.set_random_seed(5)
a = tf.random.normal([2, 2], seed=1)
b = tf.random.uniform([3], -1, 1, seed=2)
c = tf.random.truncated_normal([2], stddev=0.1, seed=3)
d = tf.random.shuffle(tf.range(6), seed=4)
e = tf.compat.v1.multinomial([[0.1, 0.9]], 5, seed=6)
with tf.compat.v1.Session() as sess:
    print(sess.run([a, b, c, d, e]))
    print(sess.run([a, e]))
