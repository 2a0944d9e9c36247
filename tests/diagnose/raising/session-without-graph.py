# tf2
import tensorflow as tf

x = tf.constant(1.0)
with tf.compat.v1.Session() as session:
    session.run(x)
