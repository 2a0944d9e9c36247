"""The gradient by one variable is clipped and applied."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 4])
w = tf.get_variable("w", initializer=np.full([4, 1], 0.1, np.float32))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 1))
grad = tf.gradients(loss, w)[0]
train_op = tf.train.AdamOptimizer(0.01).apply_gradients([(tf.clip_by_norm(grad, 0.1), w)])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([loss, train_op], feed_dict={x: xs})
        print(i, c)
