"""One optimizer applies gradients for one variable here and for another there: the session stays."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)

x = tf.compat.v1.placeholder(tf.float32, [None, 4])
y = tf.compat.v1.placeholder(tf.float32, [None, 1])
w1 = tf.compat.v1.Variable(np.full([4, 3], 0.1, np.float32), name="w1")
w2 = tf.compat.v1.Variable(np.full([3, 1], 0.2, np.float32), name="w2")
cost = tf.reduce_mean(tf.square(tf.matmul(tf.nn.relu(tf.matmul(x, w1)), w2) - y))

optimizer = tf.compat.v1.train.MomentumOptimizer(0.01, 0.9)
a = optimizer.apply_gradients(zip(tf.compat.v1.gradients(cost, [w1]), [w1]))
train_op = optimizer.apply_gradients(zip(tf.compat.v1.gradients(cost, [w2]), [w2]))

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for i in range(5):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)

