"""A discriminator judges true and made samples with the same weights, which a scope is told to reuse."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)


def block(x, units, name, reuse):
    return tf.layers.dense(x, units, activation=tf.nn.relu, name=name, reuse=reuse)


def discriminator(x, reuse=None):
    with tf.variable_scope("discriminator") as scope:
        # the second time the variables are there already
        if reuse:
            scope.reuse_variables()
        hidden = block(x, 8, "first", reuse)
        hidden = block(hidden, 4, "second", reuse)
        return tf.layers.dense(hidden, 1)


real = tf.placeholder(tf.float32, [None, 2])
made = tf.placeholder(tf.float32, [None, 2])
judged_real = discriminator(real)
judged_made = discriminator(made, True)
loss = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=judged_real, labels=tf.ones_like(judged_real)))
loss += tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=judged_made, labels=tf.zeros_like(judged_made)))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        x, z = rng.rand(8, 2), rng.randn(8, 2)
        _, value = sess.run([train, loss], feed_dict={real: x, made: z})
        print("%.5f" % value)
    print(sess.run(judged_made, feed_dict={made: z}))
