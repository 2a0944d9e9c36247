"""What tf.contrib.framework kept for the core: nest, sort, steps and variables."""
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()

step = tf_slim.get_or_create_global_step()
weights = tf_slim.model_variable("weights", [3], initializer=tf.constant_initializer(2.0))
print(tf.nest.flatten([1, (2, {"a": 3})]))
print(tf.nest.map_structure(lambda v: v * 2, {"a": 1}))
ordered = tf.sort([3, 1, 2])
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run([step, weights, ordered]))
    print([v.name for v in tf_slim.get_model_variables()])
