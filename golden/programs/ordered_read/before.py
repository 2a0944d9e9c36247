"""A tensor is read after an update by control dependencies: the program keeps its session."""
import tensorflow as tf

count = tf.Variable(0, name="count")
increase = tf.assign_add(count, 1)
with tf.control_dependencies([increase]):
    after = tf.identity(count) * 10

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run(after))
