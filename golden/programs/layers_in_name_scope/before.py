"""A name scope is no part of the names of what layers make, so that a penalty finds both layers."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(16, 4).astype(np.float32)
ys = rng.randn(16, 1).astype(np.float32)
W1 = (0.3 * rng.randn(4, 3)).astype(np.float32)
W2 = (0.3 * rng.randn(3, 1)).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
with tf.name_scope("hidden"):
    h = tf.layers.dense(x, 3, activation=tf.tanh, kernel_initializer=tf.constant_initializer(0.2))
with tf.name_scope("output"):
    out = tf.layers.dense(h, 1, kernel_initializer=tf.constant_initializer(0.3))
loss = tf.reduce_mean(tf.square(out - y))
loss = loss + 0.1 * tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables() if "hidden" not in v.name])
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([loss, train_op], feed_dict={x: xs, y: ys})
        print(i, c)
    for value in sess.run([out], {x: xs}):
        print(value)
