"""A layer that is not trained is no variable that the graph finds; a tape would watch it: the session stays."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
h = tf.layers.dense(x, 3, kernel_initializer=tf.constant_initializer(0.1), trainable=False)
out = tf.layers.dense(h, 1, kernel_initializer=tf.constant_initializer(0.1))
cost = tf.reduce_mean(tf.square(out - y))
params = tf.trainable_variables()
grads, _ = tf.clip_by_global_norm(tf.gradients(cost, params), 0.5)
train_op = tf.train.AdamOptimizer(0.01).apply_gradients(zip(grads, params))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)

