"""Functions make the layers of two networks; the variables of each are found by how their names begin."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def generator(z):
    with tf.variable_scope("generator"):
        h = tf.layers.dense(z, 8, activation=tf.nn.relu, kernel_initializer=tf.constant_initializer(0.1))
        return tf.layers.dense(h, 3, activation=tf.nn.tanh, kernel_initializer=tf.constant_initializer(0.1))


def discriminator(x, reuse=None):
    with tf.variable_scope("discriminator", reuse=reuse):
        h = tf.layers.dense(x, 8, activation=tf.nn.relu, kernel_initializer=tf.constant_initializer(0.1))
        return tf.layers.dense(h, 1, kernel_initializer=tf.constant_initializer(0.1))


x = tf.placeholder(tf.float32, [None, 3])
z = tf.placeholder(tf.float32, [None, 2])
g = generator(z)
d_real = discriminator(x)
d_fake = discriminator(g, reuse=True)
d_loss = tf.reduce_mean(tf.nn.softplus(-d_real) + tf.nn.softplus(d_fake))
g_loss = tf.reduce_mean(tf.nn.softplus(-d_fake))

t_vars = tf.trainable_variables()
d_vars = [v for v in t_vars if v.name.startswith("discriminator")]
g_vars = [v for v in t_vars if v.name.startswith("generator")]

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
