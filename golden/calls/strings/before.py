"""Operations on strings."""
import numpy as np
import tensorflow as tf

np.random.seed(1)
data = np.random.randn(3, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [3, 4])
r0 = tf.string_join(['a', 'b'], '-')
r1 = tf.regex_replace(['abc'], 'b', 'X')
r2 = tf.string_to_number(['1.5', '2'])
r3 = tf.as_string(tf.to_int32(x))
r4 = tf.substr(['hello'], 1, 3)
r5 = tf.string_to_hash_bucket_fast(['a', 'b'], 10)

with tf.Session() as sess:
    print(sess.run(r0, feed_dict={x: data}))
    print(sess.run(r1, feed_dict={x: data}))
    print(sess.run(r2, feed_dict={x: data}))
    print(sess.run(r3, feed_dict={x: data}))
    print(sess.run(r4, feed_dict={x: data}))
    print(sess.run(r5, feed_dict={x: data}))
