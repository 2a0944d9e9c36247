"""The first round of a loop adds to the variable itself, the later ones to the tensor that this gave."""

import numpy as np
import tensorflow as tf

data = np.array([[1.0, -2.0, 3.0], [4.0, 5.0, -6.0]], "float32")

x = tf.placeholder(tf.float32, [None, 3])
kernel = tf.Variable([[0.1], [0.2], [0.3]], name="kernel")
bias = tf.Variable(0.5, name="bias")
gain = tf.Variable(2.0, name="gain")

penalty = 0.01  # a number, until it is multiplied by a tensor
penalty *= tf.nn.l2_loss(kernel)
for power in range(1, 4):
    bias += 1.0 / power
gain **= 2

prediction = gain * tf.matmul(x, kernel) + bias
loss = tf.reduce_mean(tf.square(prediction - 1.0)) + penalty
train = tf.train.GradientDescentOptimizer(0.001).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print("loss %.6f" % sess.run([train, loss], {x: data})[1])
    print(sess.run([bias, gain, penalty]))
    print([value.tolist() for value in sess.run([kernel])])
