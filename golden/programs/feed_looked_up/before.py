"""The script looks into its feed dictionary by placeholder, shows a tensor on a line of its own, and deletes another one."""
import numpy as np
import tensorflow as tf

inputs = tf.placeholder(tf.float32, [None, 2], name="inputs")
targets = tf.placeholder(tf.float32, [None], name="targets")
w = tf.Variable([[0.5], [0.25]])
products = tf.matmul(inputs, w)
outputs = tf.squeeze(products, 1)
del products
outputs
loss = tf.reduce_mean(tf.square(outputs - targets))
train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

random = np.random.RandomState(4)


def next_feed():
    rows = random.rand(3, 2)
    return {inputs: rows, targets: rows[:, 0] - rows[:, 1]}


sess = tf.InteractiveSession()
sess.run(tf.global_variables_initializer())
for batch in range(3):
    fd = next_feed()
    _, value = sess.run([train_op, loss], fd)
    print(batch, "%.6f" % value)
    for row, prediction in zip(fd[inputs], sess.run(outputs, fd)):
        print("  %s %.5f" % (row.round(4), prediction))
    print(fd[targets].round(4))
