"""tf.layers: batch normalisation with its update operations, and reuse."""
import numpy as np
import tensorflow as tf

np.random.seed(10)
data = np.random.rand(6, 3).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 3])
training = tf.placeholder(tf.bool)


def network(inputs, reuse):
    with tf.variable_scope("net", reuse=reuse):
        net = tf.layers.dense(inputs, 4, kernel_regularizer=tf.contrib.layers.l2_regularizer(0.5))
        return tf.layers.batch_normalization(net, training=training)


first, second = network(x, False), network(x * 2, True)
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    loss = tf.reduce_mean(tf.square(first - second)) + tf.losses.get_regularization_loss()
    train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(sess.run([loss, train], {x: data, training: True})[0])
    print(sess.run(first, {x: data, training: False}))
    print(sorted(v.name for v in tf.global_variables()))
