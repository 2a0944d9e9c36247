"""A tensor is read after an update by control dependencies: the program keeps its session."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

count = tf.compat.v1.Variable(0, name="count")
increase = tf.compat.v1.assign_add(count, 1)
with tf.control_dependencies([increase]):
    after = tf.identity(count) * 10

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for _ in range(3):
        print(sess.run(after))
