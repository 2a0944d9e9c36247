"""Convolutions in a loop: blocks with pooling, counted in their names."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 8, 8, 1])
y = tf.placeholder(tf.int64, [None])
is_training = tf.placeholder(tf.bool)
net = x
for i, filters in enumerate([2, 4]):
    net = tf.contrib.layers.conv2d(net, filters, 3, scope="conv_%d" % i)
    net = tf.layers.batch_normalization(net, training=is_training)
    net = tf.layers.max_pooling2d(net, 2, 2)
net = tf.layers.flatten(net)
for _ in range(2):
    net = tf.layers.dense(net, 5, activation=tf.nn.relu)
logits = tf.layers.dense(net, 2)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    train = tf.train.AdamOptimizer(0.01).minimize(loss)
data = np.random.RandomState(0).rand(12, 8, 8, 1)
labels = (data.sum(axis=(1, 2, 3)) > 32).astype(np.int64)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(5):
        _, value = sess.run([train, loss], {x: data, y: labels, is_training: True})
    print(value)
    print(sess.run(logits, {x: data, is_training: False}))
