"""eval and run take the session as an argument."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [3])
v = tf.Variable([1.0, 2.0, 3.0])
scaled = v * x
total = tf.reduce_sum(scaled)
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(total))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    train.run(session=sess, feed_dict={x: [1, 1, 1]})
    print(total.eval(feed_dict={x: np.ones(3)}, session=sess))
    print(scaled.eval({x: [1.0, 0.0, 2.0]}, sess))
    print(v.eval(session=sess))
