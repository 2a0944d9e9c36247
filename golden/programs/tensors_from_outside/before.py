"""The loss of a variational autoencoder reads the code's mean and spread from outside of its function."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 6])
w = tf.Variable(tf.random_normal([6, 4], stddev=0.3))
w_mean = tf.Variable(tf.random_normal([4, 2], stddev=0.3))
w_std = tf.Variable(tf.random_normal([4, 2], stddev=0.3))
w_out = tf.Variable(tf.random_normal([2, 6], stddev=0.3))
hidden = tf.nn.tanh(tf.matmul(x, w))
z_mean = tf.matmul(hidden, w_mean)
z_std = tf.matmul(hidden, w_std)
decoded = tf.nn.sigmoid(tf.matmul(z_mean + tf.exp(z_std / 2), w_out))


def vae_loss(rebuilt, true):
    # reconstruction
    loss = -tf.reduce_sum(true * tf.log(1e-10 + rebuilt) + (1 - true) * tf.log(1e-10 + 1 - rebuilt), 1)
    # how far the code is from a normal distribution
    far = 1 + z_std - tf.square(z_mean) - tf.exp(z_std)
    return tf.reduce_mean(loss - 0.5 * tf.reduce_sum(far, 1))


loss = vae_loss(decoded, x)
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
data = np.random.RandomState(0).rand(8, 6)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(step, sess.run([train, loss], {x: data})[1])
    noise = tf.placeholder(tf.float32, [None, 2])
    decoded = tf.nn.sigmoid(tf.matmul(noise, w_out))
    print(sess.run(decoded, {noise: [[0.1, -0.5]]}))
