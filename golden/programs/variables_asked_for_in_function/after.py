"""A function above the variables asks the graph for those that are there when it is called: the session stays."""
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


def l2_penalty(rate):
    return rate * sum(tf.nn.l2_loss(v) for v in tf.compat.v1.trainable_variables() if "b" not in v.name)


w1 = tf.compat.v1.Variable(W1, name="w1")
b1 = tf.compat.v1.Variable(np.zeros(3, np.float32), name="b1")
w2 = tf.compat.v1.Variable(W2, name="w2")
out = tf.matmul(tf.tanh(tf.matmul(x, w1) + b1), w2)
loss = tf.reduce_mean(tf.square(out - y))
loss = loss + l2_penalty(0.5)
train_op = tf.compat.v1.train.AdamOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([loss, train_op], feed_dict={x: xs, y: ys})
        print(i, c)
    for value in sess.run([w1, b1, w2]):
        print(value)
