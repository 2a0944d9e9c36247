"""A variable that the loss does not depend on has no gradient."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
w1 = tf.Variable(np.full([4, 1], 0.1, np.float32), name="w1")
b1 = tf.Variable(np.zeros([1], np.float32), name="b1")
cost = tf.reduce_mean(tf.square(tf.matmul(x, w1) + b1 - y))

spare = tf.Variable(np.ones([3], np.float32), name="spare")
params = tf.trainable_variables()
grads = tf.gradients(cost, params)
pairs = [(tf.clip_by_norm(g, 0.1), v) for g, v in zip(grads, params) if g is not None]
train_op = tf.train.AdamOptimizer(0.01).apply_gradients(pairs)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)

