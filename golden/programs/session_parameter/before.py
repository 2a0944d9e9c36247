"""The session is handed to functions: the parameter goes, and with it the argument."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
t = tf.placeholder(tf.float32, [None])
w = tf.Variable([[0.5], [-0.5]])
y = tf.squeeze(tf.matmul(x, w), 1)
loss = tf.reduce_mean(tf.square(y - t))
train_op = tf.train.AdamOptimizer(0.05).minimize(loss)


def train(sess, rows, targets, steps=5):
    for _ in range(steps):
        sess.run(train_op, feed_dict={x: rows, t: targets})


def report(title, sess, rows, targets):
    print(title, "%.6f" % sess.run(loss, {x: rows, t: targets}), sess.run(w).ravel())


def main():
    rows = np.array([[1, 2], [3, 4], [0, 1]], np.float32)
    targets = np.array([1, 1, 0], np.float32)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        report("before", sess, rows, targets)
        train(sess, rows, targets, steps=8)
        report("after", sess=sess, rows=rows, targets=targets)


main()
