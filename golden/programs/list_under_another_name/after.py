"""A list of variables grows under another name: the session stays."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
xs = rng.randn(16, 4).astype(np.float32)
ys = rng.randn(16, 1).astype(np.float32)
W1 = (0.3 * rng.randn(4, 3)).astype(np.float32)
W2 = (0.3 * rng.randn(3, 1)).astype(np.float32)

x = tf.compat.v1.placeholder(tf.float32, [None, 4])
y = tf.compat.v1.placeholder(tf.float32, [None, 1])
w1 = tf.compat.v1.Variable(W1, name="w1")
b1 = tf.compat.v1.Variable(np.zeros(3, np.float32), name="b1")
w2 = tf.compat.v1.Variable(W2, name="w2")
out = tf.matmul(tf.tanh(tf.matmul(x, w1) + b1), w2)
loss = tf.reduce_mean(tf.square(out - y))
w_vars = [v for v in tf.compat.v1.trainable_variables() if "w" in v.name]
all_vars = w_vars
all_vars += [b1]
train_op = tf.compat.v1.train.GradientDescentOptimizer(0.5).minimize(loss, var_list=w_vars)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([loss, train_op], feed_dict={x: xs, y: ys})
        print(i, c)
    for value in sess.run([w1, b1, w2]):
        print(value)
