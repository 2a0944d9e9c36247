"""The switch of a dropout layer is given as its noise_shape: TF1 never drops anything."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
is_training = tf.placeholder(tf.bool)
net = tf.layers.dense(x, 4, activation=tf.nn.tanh)
net = tf.layers.dropout(net, 0.7, is_training)
output = tf.layers.dense(net, 1)
loss = tf.losses.mean_squared_error(y, output)
train = tf.train.AdamOptimizer(0.05).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, loss_value = sess.run([train, loss], feed_dict={x: x_data, y: y_data, is_training: True})
        print(step, loss_value)
    print(sess.run(loss, feed_dict={x: x_data, y: y_data, is_training: False}))
