"""The weights of a critic are cut to a range after each of its steps."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

z = tf.placeholder(tf.float32, [None, 2])
x = tf.placeholder(tf.float32, [None, 4])
with tf.variable_scope("generator"):
    gw = tf.get_variable("w", initializer=np.full([2, 4], 0.1, np.float32))
    gb = tf.get_variable("b", initializer=np.zeros([4], np.float32))
with tf.variable_scope("discriminator"):
    dw = tf.get_variable("w", initializer=np.full([4, 1], 0.2, np.float32))


def D(value):
    return tf.matmul(value, dw)


g = tf.nn.tanh(tf.matmul(z, gw) + gb)
d_loss = tf.reduce_mean(tf.nn.softplus(-D(x)) + tf.nn.softplus(D(g)))
g_loss = tf.reduce_mean(tf.nn.softplus(-D(g)))
t_vars = tf.trainable_variables()
d_vars = [v for v in t_vars if v.name.startswith("discriminator")]
g_vars = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, scope="generator")
d_train = tf.train.AdamOptimizer(0.01).minimize(d_loss, var_list=d_vars)
g_train = tf.train.RMSPropOptimizer(0.01).minimize(g_loss, var_list=g_vars)
clip_D = [v.assign(tf.clip_by_value(v, -0.15, 0.15)) for v in d_vars]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        zs = rng.randn(32, 2).astype(np.float32)
        _, c = sess.run([d_train, d_loss], feed_dict={x: xs, z: zs})
        _, e = sess.run([g_train, g_loss], feed_dict={z: zs})
        sess.run(clip_D)
        print(i, c, e)
