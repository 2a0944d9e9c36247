# tf1
import tensorflow as tf

w = tf.Variable(1.0)
with tf.Session() as session:
    session.run(w)
