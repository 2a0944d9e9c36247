"""Functions of another file build the graph: one makes variables and computes, the other only computes."""
import numpy as np
import tensorflow as tf
from network import build_network, mean_loss

rows = np.random.RandomState(0).rand(10, 3)
labels = np.eye(2)[np.arange(10) % 2]

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 2])
logits = build_network(x, 5, 2)
loss = mean_loss(logits, y)
train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
correct = tf.reduce_mean(tf.cast(tf.equal(tf.argmax(logits, 1), tf.argmax(y, 1)), tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        _, value = sess.run([train_op, loss], feed_dict={x: rows, y: labels})
        print(step, "%.5f" % value)
    print("accuracy", sess.run(correct, feed_dict={x: rows, y: labels}))
