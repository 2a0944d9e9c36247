"""Clipped gradients are applied alone and with the loss."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 4])
w = tf.get_variable("w", initializer=np.full([4, 1], 0.1, np.float32))
b = tf.get_variable("b", initializer=np.zeros([1], np.float32))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) + b - 1))
tvars = tf.trainable_variables()
grads, norm = tf.clip_by_global_norm(tf.gradients(loss, tvars), 0.1)
train_op = tf.train.AdamOptimizer(0.01).apply_gradients(zip(grads, tvars))
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        sess.run(train_op, feed_dict={x: xs})
        c, _ = sess.run([loss, train_op], feed_dict={x: xs})
        print(i, c)
