"""A function makes the optimizer and returns the training operation; its name for the loss is another one."""
import numpy as np
import tensorflow as tf


def training(cost, rate):
    opt = tf.train.AdamOptimizer(rate)
    return opt.minimize(cost)


inputs = tf.placeholder(tf.float32, [None, 1])
targets = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable([[0.5]])
b = tf.Variable([0.1])
loss = tf.reduce_mean(tf.square(tf.matmul(inputs, w) + b - targets))
train_op = training(loss, 0.05)

x_data = np.linspace(-1, 1, 6)[:, np.newaxis]
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train_op, loss], feed_dict={inputs: x_data, targets: np.square(x_data)})
        print(step, value)
