"""The same summary goes to one writer in training and to another one in testing: a function belongs to one writer."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable([[1.0], [0.5]])
distance = tf.reduce_mean(tf.abs(tf.matmul(x, w) - 2.0))
tf.summary.scalar("distance", distance)
summary_op = tf.summary.merge_all()
improve = tf.train.GradientDescentOptimizer(0.3).minimize(distance)

near, far = np.ones((3, 2), np.float32), 3.0 * np.ones((2, 2), np.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    near_writer = tf.summary.FileWriter("logs/near")
    far_writer = tf.summary.FileWriter("logs/far")
    for turn in range(3):
        sess.run(improve, {x: near})
        summary = sess.run(summary_op, {x: near})
        near_writer.add_summary(summary, turn)
        summary = sess.run(summary_op, {x: far})
        far_writer.add_summary(summary, turn)
    print(sess.run(w).ravel())
    near_writer.close()
    far_writer.close()
