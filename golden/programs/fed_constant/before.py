"""A run gives a constant another value for once, and so does a tensor computed from constants."""
import tensorflow as tf

# the sum is replaced below
total = tf.add(2, 5, name="total")
scaled = tf.multiply(total, 3)

shift = tf.constant([1.0, 2.0])
gain = tf.Variable([0.5, 4.0])
shifted = (gain + shift) * 10
count = tf.cast(tf.reduce_sum(shifted), tf.int32)
halves = tf.cast(count, tf.float32) / 2.0

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(scaled))
    print(sess.run(scaled, feed_dict={total: 15}))
    print(sess.run([shifted, count]))
    feed = {shift: [2.0, 3.0]}
    print(sess.run([shifted, count], feed_dict=feed))
    for given in (3, 4):
        print(sess.run(halves, feed_dict={count: given}), sess.run(halves))
