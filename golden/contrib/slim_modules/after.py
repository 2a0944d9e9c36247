"""Modules that slim has in the open: initializers, regularizers, and the scope of a network that another module defines."""
import numpy as np
import tensorflow as tf
import tf_slim
import tf_slim.nets.resnet_utils
import tf_slim.nets.vgg

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 3])
with tf_slim.arg_scope([tf_slim.layers.fully_connected], weights_initializer=tf.compat.v1.variance_scaling_initializer(2.0, 'fan_in', 'truncated_normal', seed=3),
                    weights_regularizer=tf.keras.regularizers.L2(0.5 * 0.1)):
    out = tf_slim.layers.fully_connected(x, 2, scope="out")
scope = tf_slim.nets.resnet_utils.resnet_arg_scope(weight_decay=0.5)
loss = tf.reduce_sum(tf.square(out)) + tf.add_n(tf.compat.v1.get_collection(tf.compat.v1.GraphKeys.REGULARIZATION_LOSSES))

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run(loss, {x: np.ones([2, 3])}), len(scope), tf_slim.nets.vgg.vgg_16.default_image_size)
