"""A network of slim: scopes, stacks, and the loss of its regularizers."""
import numpy as np
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()

np.random.seed(8)
data = np.random.rand(4, 6).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [None, 6])
with tf_slim.arg_scope([tf_slim.layers.fully_connected], activation_fn=tf.nn.tanh,
                    weights_regularizer=tf.keras.regularizers.L2(0.5 * 0.1)):
    net = tf_slim.layers.stack(x, tf_slim.layers.fully_connected, [5, 4], scope="stack")
    out = tf_slim.layers.fully_connected(net, 1, activation_fn=None, scope="out")
loss = tf.reduce_mean(tf.square(out)) + tf.add_n(tf.compat.v1.get_collection(tf.compat.v1.GraphKeys.REGULARIZATION_LOSSES))
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        print(sess.run([loss, train], feed_dict={x: data})[0])
    print([v.op.name for v in tf_slim.get_model_variables()])
