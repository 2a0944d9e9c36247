"""tf.layers: batch normalisation with its update operations, and reuse."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(10)
data = np.random.rand(6, 3).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [None, 3])
training = tf.compat.v1.placeholder(tf.bool)


def network(inputs, reuse):
    with tf.compat.v1.variable_scope("net", reuse=reuse):
        net = tf.compat.v1.layers.dense(inputs, 4, kernel_regularizer=tf.keras.regularizers.L2(0.5 * 0.5))
        return tf.compat.v1.layers.batch_normalization(net, training=training)


first, second = network(x, False), network(x * 2, True)
with tf.control_dependencies(tf.compat.v1.get_collection(tf.compat.v1.GraphKeys.UPDATE_OPS)):
    loss = tf.reduce_mean(tf.square(first - second)) + tf.compat.v1.losses.get_regularization_loss()
    train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        print(sess.run([loss, train], {x: data, training: True})[0])
    print(sess.run(first, {x: data, training: False}))
    print(sorted(v.name for v in tf.compat.v1.global_variables()))
