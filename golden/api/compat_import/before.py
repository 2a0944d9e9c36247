"""A program that reached TF1 through TF2 already: native now."""
import tensorflow.compat.v1 as tf

tf.disable_v2_behavior()
tf.reset_default_graph()

x = tf.placeholder(tf.float32, [None, 2])
w = tf.get_variable("w", [2, 1], initializer=tf.ones_initializer())
y = tf.log(tf.matmul(x, w))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(y, feed_dict={x: [[1.0, 2.0], [3.0, 4.0]]}))
