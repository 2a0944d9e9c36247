"""Nothing updates the moving statistics of batch normalisation: they stay what they were."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

training = tf.placeholder(tf.bool)
net = tf.layers.dense(x, 4, use_bias=False)
net = tf.layers.batch_normalization(net, training=training)
output = tf.layers.dense(net, 1)
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.AdamOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        sess.run(train, feed_dict={x: x_data, y: y_data, training: True})
    print(sess.run(loss, feed_dict={x: x_data, y: y_data, training: True}))
    print(sess.run(loss, feed_dict={x: x_data, y: y_data, training: False}))
