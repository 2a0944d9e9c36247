"""A loop makes a variable and adds a term in each turn: the variables are made in a list, the terms in the functions."""
import numpy as np
import tensorflow as tf

xs = np.linspace(-1.0, 1.0, 9).astype(np.float32)
ys = np.sin(2.0 * xs)

X = tf.placeholder(tf.float32, [None])
Y = tf.placeholder(tf.float32, [None])

# a polynomial
prediction = tf.Variable(0.1, name="bias")
for power in range(1, 4):
    weight = tf.Variable(0.1 * power, name="weight_%d" % power)
    prediction = prediction + weight * tf.pow(X, power)

cost = tf.reduce_mean(tf.square(prediction - Y))
train = tf.train.GradientDescentOptimizer(0.3).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(20):
        sess.run(train, feed_dict={X: xs, Y: ys})
        if step % 5 == 0:
            print(step, sess.run(cost, feed_dict={X: xs, Y: ys}))
    print(sess.run(prediction, feed_dict={X: xs}))
