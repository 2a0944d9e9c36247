"""The collection of losses."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

np.random.seed(2)
data = np.random.rand(3, 4).astype(np.float32)
target = np.eye(4)[[0, 2, 3]].astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [3, 4])
y = tf.compat.v1.placeholder(tf.float32, [3, 4])
w = tf.compat.v1.Variable(tf.constant(np.random.rand(4, 4).astype(np.float32)), name="w")
z = tf.matmul(x, w)
loss = tf.compat.v1.losses.mean_squared_error(y, z) + 0.0 * tf.compat.v1.losses.get_total_loss()
train = tf.compat.v1.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        value, _ = sess.run([loss, train], feed_dict={x: data, y: target})
        print(step, value)
    print(sess.run(w))
