"""Layers of the script are trained by the scopes that they stand in, alone and together."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
with tf.variable_scope("body"):
    hidden = tf.layers.dense(x, 3, kernel_initializer=tf.constant_initializer(0.1), name="hidden")
with tf.variable_scope("head"):
    out = tf.layers.dense(hidden, 1, kernel_initializer=tf.constant_initializer(0.1))
cost = tf.reduce_mean(tf.square(out - y))
head = [v for v in tf.trainable_variables() if v.name.split("/")[0] == "head"]
body = tf.get_collection(tf.GraphKeys.TRAINABLE_VARIABLES, "body")
train_head = tf.train.AdamOptimizer(0.01).minimize(cost, var_list=head)
train_all = tf.train.GradientDescentOptimizer(0.01).minimize(cost, var_list=head + body)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        c, _ = sess.run([cost, train_head], feed_dict={x: xs, y: ys})
        d, _ = sess.run([cost, train_all], feed_dict={x: xs, y: ys})
        print(i, c, d)
