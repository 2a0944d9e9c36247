"""A penalty leaves out the biases of layers, by their names, which are others in TF2: the session stays."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
out = tf.layers.dense(x, 1, kernel_initializer=tf.constant_initializer(0.1))
cost = tf.reduce_mean(tf.square(out - y))
cost += 0.01 * tf.add_n([tf.nn.l2_loss(v) for v in tf.trainable_variables() if "bias" not in v.name])
train_op = tf.train.AdamOptimizer(0.01).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)

