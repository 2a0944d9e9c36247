"""The initial value of a variable has a line and a name of its own; it is drawn once, and not in each step."""
import numpy as np
import tensorflow as tf

inputs = tf.placeholder(tf.float32, [None, 2])
limit = np.sqrt(6.0 / 5)
start = tf.random_uniform([2, 3], minval=-limit, maxval=limit)
scaled = start * 0.5
encoding = tf.Variable(scaled, name="encoding")
decoding = tf.transpose(encoding)
decoded = tf.matmul(tf.nn.sigmoid(tf.matmul(inputs, encoding)), decoding)
loss = tf.reduce_mean(tf.square(inputs - decoded))
train_op = tf.train.GradientDescentOptimizer(0.3).minimize(loss)

x_data = np.random.RandomState(2).rand(5, 2)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train_op, loss], feed_dict={inputs: x_data})
        print(step, value)
    print(sess.run(encoding))
