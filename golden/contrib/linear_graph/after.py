"""Dense layers of contrib by the name of their activation."""
import numpy as np
import tensorflow as tf
import tf_slim

tf.compat.v1.disable_v2_behavior()

np.random.seed(12)
data = np.random.rand(4, 3).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [None, 3])
hidden = tf_slim.layers.relu(x, 6)
hidden = tf_slim.layers.elu(hidden, 5, biases_initializer=None)
out = tf_slim.layers.linear(hidden, 2, scope="out")
loss = tf.reduce_mean(tf.square(out - 1.0))
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train, loss], {x: data})
        print(value)
    print(sess.run(out, {x: data}))
