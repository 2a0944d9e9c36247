"""A checkpoint that TF 1.15 wrote is read by both versions: the variables have TF1's names in it."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
with tf.variable_scope("layer"):
    w = tf.get_variable("w", [3, 4])
    b = tf.Variable(tf.zeros([4]))
v = tf.Variable(tf.random_normal([4, 1]))
c = tf.Variable(tf.zeros([1]))
steps = tf.Variable(0, trainable=False, name="steps")
output = tf.matmul(tf.nn.tanh(tf.matmul(x, w) + b), v) + c
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=steps)
saver = tf.train.Saver()

with tf.Session() as sess:
    saver.restore(sess, "./old.ckpt")
    print(sess.run(steps), sess.run(loss, feed_dict={x: x_data, y: y_data}))
    for _ in range(3):
        sess.run(train, feed_dict={x: x_data, y: y_data})
    print(sess.run(steps), sess.run(loss, feed_dict={x: x_data, y: y_data}))
