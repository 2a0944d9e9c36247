"""Gradients are clipped by their norm, and the step is counted when they are applied."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.random_normal([3, 1], seed=1))
b = tf.Variable(tf.zeros([1]))
loss = tf.reduce_sum(tf.square(tf.matmul(x, w) + b - y))

steps = tf.Variable(0, name="steps", trainable=False)
optimizer = tf.train.MomentumOptimizer(0.05, 0.9)
gradients, variables = zip(*optimizer.compute_gradients(loss))
# not too far at once
gradients, norm = tf.clip_by_global_norm(gradients, 1.0)
train = optimizer.apply_gradients(zip(gradients, variables), global_step=steps)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(6):
        _, loss_value, norm_value = sess.run([train, loss, norm], feed_dict={x: x_data, y: y_data})
        print(loss_value, norm_value, sess.run(steps))
