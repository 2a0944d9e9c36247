# tf1
import tensorflow as tf

x = tf.placeholder(tf.float32, [2])
with tf.Session() as session:
    session.run(x * 2.0)
