"""Dense layers of contrib by the name of their activation."""
import numpy as np
import tensorflow as tf

np.random.seed(12)
data = np.random.rand(4, 3).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 3])
hidden = tf.contrib.layers.relu(x, 6)
hidden = tf.contrib.layers.elu(hidden, 5, biases_initializer=None)
out = tf.contrib.layers.linear(hidden, 2, scope="out")
loss = tf.reduce_mean(tf.square(out - 1.0))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train, loss], {x: data})
        print(value)
    print(sess.run(out, {x: data}))
