"""A layer that is not trained is no variable that the graph finds; a tape would watch it: the session stays."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

x = tf.compat.v1.placeholder(tf.float32, [None, 4])
y = tf.compat.v1.placeholder(tf.float32, [None, 1])
h = tf.compat.v1.layers.dense(x, 3, kernel_initializer=tf.constant_initializer(0.1), trainable=False)
out = tf.compat.v1.layers.dense(h, 1, kernel_initializer=tf.constant_initializer(0.1))
cost = tf.reduce_mean(tf.square(out - y))
params = tf.compat.v1.trainable_variables()
grads, _ = tf.clip_by_global_norm(tf.compat.v1.gradients(cost, params), 0.5)
train_op = tf.compat.v1.train.AdamOptimizer(0.01).apply_gradients(zip(grads, params))

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)

