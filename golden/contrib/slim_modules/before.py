"""Modules that slim has in the open: initializers, regularizers, and the scope of a network that another module defines."""
import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim
from tensorflow.contrib.slim.nets import resnet_v1, vgg

x = tf.placeholder(tf.float32, [None, 3])
with slim.arg_scope([slim.fully_connected], weights_initializer=slim.initializers.variance_scaling_initializer(seed=3),
                    weights_regularizer=slim.regularizers.l2_regularizer(0.1)):
    out = slim.layers.fully_connected(x, 2, scope="out")
scope = resnet_v1.resnet_arg_scope(weight_decay=0.5)
loss = tf.reduce_sum(tf.square(out)) + tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(loss, {x: np.ones([2, 3])}), len(scope), vgg.vgg_16.default_image_size)
