"""Accuracy by hand, as most programs count it."""
import numpy as np
import tensorflow as tf

np.random.seed(9)
data, target = np.random.rand(20, 3).astype(np.float32), np.eye(3)[np.random.randint(0, 3, 20)]
x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 3])
correct = tf.equal(tf.argmax(x, 1), tf.arg_max(y, 1))
accuracy = tf.reduce_mean(tf.cast(correct, "float"))
matrix = tf.confusion_matrix(tf.argmax(y, 1), tf.argmax(x, 1), 3)
with tf.Session() as sess:
    print(sess.run([accuracy, matrix], {x: data, y: target}))
    print(accuracy.eval({x: data[:5], y: target[:5]}))
