"""An assignment reads what another one of the same run writes: TF1 leaves the order open, so the program keeps its session."""
import tensorflow as tf

a = tf.Variable(1.0)
b = tf.Variable(2.0)
change_a = tf.assign(a, 3.0)
change_b = tf.assign(b, a * 10.0)
both = tf.group(change_a, change_b)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(both)
    print(sess.run(a), sess.run(b) in (10.0, 30.0))
