# tf2
import tensorflow as tf

graph = tf.Graph()
with graph.as_default():
    y = tf.constant(2.0)
with tf.compat.v1.Session() as session:
    session.run(y)
