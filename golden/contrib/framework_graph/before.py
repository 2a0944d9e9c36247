"""What tf.contrib.framework kept for the core: nest, sort, steps and variables."""
import tensorflow as tf
from tensorflow.contrib.framework import nest, get_or_create_global_step
from tensorflow.contrib import framework

step = get_or_create_global_step()
weights = framework.model_variable("weights", [3], initializer=tf.constant_initializer(2.0))
print(nest.flatten([1, (2, {"a": 3})]))
print(nest.map_structure(lambda v: v * 2, {"a": 1}))
ordered = framework.sort([3, 1, 2])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run([step, weights, ordered]))
    print([v.name for v in framework.get_model_variables()])
