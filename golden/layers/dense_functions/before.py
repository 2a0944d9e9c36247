"""Layers by function: each makes its weights once."""
import numpy as np
import tensorflow as tf

np.random.seed(7)
images = np.random.rand(6, 8, 8, 1).astype(np.float32)
targets = np.random.randint(0, 3, 6)

x = tf.placeholder(tf.float32, [None, 8, 8, 1])
labels = tf.placeholder(tf.int32, [None])

# a small convolution
net = tf.layers.conv2d(x, 4, [3, 3], activation=tf.nn.relu, name="features")
net = tf.layers.max_pooling2d(net, [2, 2], [2, 2])
net = tf.layers.flatten(net)
hidden = tf.layers.dense(net, 10, activation=tf.tanh)
logits = tf.layers.dense(
    hidden, 3,
    kernel_initializer=tf.random_normal_initializer(stddev=0.1))  # one for each class

loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
train = tf.train.AdamOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(8):
        _, value = sess.run([train, loss], feed_dict={x: images, labels: targets})
        print(step, "%.6f" % value)
    print(sess.run(logits, feed_dict={x: images[:2]}))
