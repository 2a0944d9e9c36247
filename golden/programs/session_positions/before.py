"""`eval` and `run` are given the feed and the session by position."""
import numpy as np
import tensorflow as tf

xs = np.linspace(-1, 1, 20).astype(np.float32)
ys = 2 * xs + 1

X = tf.placeholder(tf.float32)
Y = tf.placeholder(tf.float32)
W = tf.Variable(tf.zeros([1]), name="weight")
b = tf.Variable(tf.zeros([1]), name="bias")
Y_pred = X * W + b
cost = tf.reduce_mean(tf.square(Y_pred - Y))
train = tf.train.AdamOptimizer(0.1).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for epoch in range(3):
        for x, y in zip(xs[:5], ys[:5]):
            train.run({X: x, Y: y}, sess)
        training_cost = cost.eval(feed_dict={X: xs, Y: ys}, session=sess)
        print(epoch, training_cost, np.mean(Y_pred.eval({X: xs}, sess)))
    print(W.eval(session=sess), b.eval(session=sess))
