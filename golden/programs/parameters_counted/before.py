"""A line counts the weights that the graph has."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
xs = rng.randn(32, 4).astype(np.float32)
ys = rng.randn(32, 1).astype(np.float32)
x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
w1 = tf.Variable(np.full([4, 3], 0.1, np.float32), name="w1")
w2 = tf.Variable(np.full([3, 1], 0.2, np.float32), name="w2")
cost = tf.reduce_mean(tf.square(tf.matmul(tf.nn.relu(tf.matmul(x, w1)), w2) - y))
params = tf.trainable_variables()
grads, _ = tf.clip_by_global_norm(tf.gradients(cost, params), 0.5)
train_op = tf.train.AdamOptimizer(0.01).apply_gradients(zip(grads, params))
# how many weights there are
print("parameters:", sum(int(np.prod(v.get_shape().as_list())) for v in tf.trainable_variables()))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        c, _ = sess.run([cost, train_op], feed_dict={x: xs, y: ys})
        print(i, c)
    print(len(params))
