"""A network of slim: scopes, stacks, and the loss of its regularizers."""
import numpy as np
import tensorflow as tf
import tensorflow.contrib.slim as slim

np.random.seed(8)
data = np.random.rand(4, 6).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 6])
with slim.arg_scope([slim.fully_connected], activation_fn=tf.nn.tanh,
                    weights_regularizer=slim.l2_regularizer(0.1)):
    net = slim.stack(x, slim.fully_connected, [5, 4], scope="stack")
    out = slim.fully_connected(net, 1, activation_fn=None, scope="out")
loss = tf.reduce_mean(tf.square(out)) + tf.add_n(tf.get_collection(tf.GraphKeys.REGULARIZATION_LOSSES))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(sess.run([loss, train], feed_dict={x: data})[0])
    print([v.op.name for v in slim.get_model_variables()])
