"""A function makes the optimizer and returns the training operation; its name for the loss is another one."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def training(cost, rate):
    opt = tf.compat.v1.train.AdamOptimizer(rate)
    return opt.minimize(cost)


inputs = tf.compat.v1.placeholder(tf.float32, [None, 1])
targets = tf.compat.v1.placeholder(tf.float32, [None, 1])
w = tf.compat.v1.Variable([[0.5]])
b = tf.compat.v1.Variable([0.1])
loss = tf.reduce_mean(tf.square(tf.matmul(inputs, w) + b - targets))
train_op = training(loss, 0.05)

x_data = np.linspace(-1, 1, 6)[:, np.newaxis]
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train_op, loss], feed_dict={inputs: x_data, targets: np.square(x_data)})
        print(step, value)
