"""An assignment reads what another one of the same run writes: TF1 leaves the order open, so the program keeps its session."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

a = tf.compat.v1.Variable(1.0)
b = tf.compat.v1.Variable(2.0)
change_a = tf.compat.v1.assign(a, 3.0)
change_b = tf.compat.v1.assign(b, a * 10.0)
both = tf.group(change_a, change_b)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    sess.run(both)
    print(sess.run(a), sess.run(b) in (10.0, 30.0))
