"""A training operation is run alone and with the loss, which has no name."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 4])
w = tf.get_variable("w", initializer=np.full([4, 1], 0.1, np.float32))
b = tf.get_variable("b", initializer=np.zeros([1], np.float32))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1))
train_op = tf.train.AdamOptimizer(0.01).minimize(loss + 0.1 * tf.nn.l2_loss(w))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run(train_op, feed_dict={x: xs})
        c, _ = sess.run([loss, train_op], feed_dict={x: xs})
        print(i, c)
