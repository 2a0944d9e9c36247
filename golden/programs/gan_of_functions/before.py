"""Functions make the variables of two networks, each of which is trained over those that its scope names."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def generator(z):
    with tf.variable_scope("gen"):
        w = tf.get_variable("w", [2, 3], initializer=tf.constant_initializer(0.1))
        b = tf.get_variable("b", [3], initializer=tf.zeros_initializer())
        return tf.nn.tanh(tf.matmul(z, w) + b)


def discriminator(x, reuse=False):
    with tf.variable_scope("dis", reuse=reuse):
        w = tf.get_variable("w", [3, 1], initializer=tf.constant_initializer(0.2))
        b = tf.get_variable("b", [1], initializer=tf.zeros_initializer())
        return tf.matmul(x, w) + b


x = tf.placeholder(tf.float32, [None, 3])
z = tf.placeholder(tf.float32, [None, 2])
g = generator(z)
d_real = discriminator(x)
d_fake = discriminator(g, reuse=True)
d_loss = tf.reduce_mean(tf.nn.softplus(-d_real) + tf.nn.softplus(d_fake))
g_loss = tf.reduce_mean(tf.nn.softplus(-d_fake))

t_vars = tf.trainable_variables()
d_vars = [var for var in t_vars if "dis" in var.name]
g_vars = [var for var in t_vars if "gen" in var.name]

d_train = tf.train.AdamOptimizer(0.01).minimize(d_loss, var_list=d_vars)
g_train = tf.train.AdamOptimizer(0.01).minimize(g_loss, var_list=g_vars)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        xs = rng.randn(8, 3).astype(np.float32)
        zs = rng.randn(8, 2).astype(np.float32)
        _, dl = sess.run([d_train, d_loss], feed_dict={x: xs, z: zs})
        _, gl = sess.run([g_train, g_loss], feed_dict={z: zs})
        print(i, dl, gl)
