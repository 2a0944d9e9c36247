"""An operation has the name of a scope, which TF1 numbers: the session stays."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(16, 4).astype(np.float32)
ys = rng.randn(16, 1).astype(np.float32)
W1 = (0.3 * rng.randn(4, 3)).astype(np.float32)
W2 = (0.3 * rng.randn(3, 1)).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])

scaled = tf.multiply(x, 1.5, name="hidden")
with tf.name_scope("hidden"):
    w1 = tf.Variable(W1, name="w1")
    b1 = tf.Variable(np.zeros(3, np.float32), name="b1")
with tf.name_scope("output"):
    w2 = tf.Variable(W2, name="w2")
out = tf.matmul(tf.tanh(tf.matmul(scaled, w1) + b1), w2)
loss = tf.reduce_mean(tf.square(out - y))
chosen = [v for v in tf.trainable_variables() if not v.name.startswith("hidden/")]
train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss, var_list=chosen)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([loss, train_op], feed_dict={x: xs, y: ys})
        print(i, c)
    for value in sess.run([w1, b1, w2]):
        print(value)
