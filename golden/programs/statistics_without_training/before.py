"""A run that does not train is fed that it does: TF1 leaves the moving statistics alone, Keras would not."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
training = tf.placeholder(tf.bool)
net = tf.layers.dense(x, 4, use_bias=False)
net = tf.layers.batch_normalization(net, training=training, momentum=0.5)
loss = tf.reduce_mean(tf.square(tf.layers.dense(net, 1) - y))
with tf.control_dependencies(tf.get_collection(tf.GraphKeys.UPDATE_OPS)):
    train = tf.train.GradientDescentOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        sess.run(train, feed_dict={x: x_data, y: y_data, training: True})
        print(sess.run(loss, feed_dict={x: x_data[:4], y: y_data[:4], training: True}))
    print(sess.run(loss, feed_dict={x: x_data, y: y_data, training: False}))
