"""The graph reads from a dataset's iterator."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

data = tf.data.Dataset.from_tensor_slices((x_data, y_data)).repeat().batch(4)
iterator = data.make_one_shot_iterator()
features, labels = iterator.get_next()
w = tf.Variable(tf.random_normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(features, w) - labels))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(6):
        _, value = sess.run([train, loss])
        print(value)
    print(sess.run(w))
