"""Batch normalisation with the settings that networks share: fused or not, the collections and initialisers of its variables."""
import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim

np.random.seed(6)
data = np.random.rand(4, 3, 3, 2).astype(np.float32) * 4
x = tf.placeholder(tf.float32, [None, 3, 3, 2])
training = tf.placeholder(tf.bool)
settings = {
    "decay": 0.9,
    "updates_collections": None,
    "variables_collections": [tf.GraphKeys.TRAINABLE_VARIABLES],
    "is_training": training,
}
with slim.arg_scope([slim.conv2d], weights_initializer=tf.ones_initializer(), normalizer_fn=slim.batch_norm,
                    normalizer_params=settings):
    net = slim.conv2d(x, 2, [1, 1], scope="conv")
with slim.arg_scope([slim.batch_norm], fused=True, decay=0.5, updates_collections=None, is_training=training):
    net = slim.batch_norm(net, scope="fused")
initializers = {"beta": tf.constant_initializer(0.5)}
out = slim.batch_norm(net, decay=0.5, fused=False, updates_collections=None, is_training=training,
                      param_initializers=initializers, variables_collections={"beta": ["betas"]}, scope="plain")

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(sess.run(tf.reduce_sum(out * out), feed_dict={x: data + step, training: True}))
    print(sess.run(out, feed_dict={x: data, training: False})[0, 0])
    print([v.name for v in tf.trainable_variables()], [v.name for v in tf.get_collection("betas")])
    for variable in slim.get_model_variables():
        print(variable.name, sess.run(variable))
