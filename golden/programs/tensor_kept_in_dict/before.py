"""Tensors that are put into dicts beside the variables they are computed from: each run of the session computes them anew."""
import numpy as np
import tensorflow as tf

weights = {
    "hidden": tf.Variable(tf.ones([3, 2]) * [[0.1, 0.2]]),
    "out": tf.Variable(tf.ones([2, 1])),
}
weights["hidden"] = weights["hidden"] * 2.0
weights["unit"] = tf.nn.l2_normalize(weights["out"], 0)

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
output = tf.matmul(tf.tanh(tf.matmul(x, weights["hidden"])), weights["unit"])
loss = tf.reduce_mean(tf.square(output - y))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

random = np.random.RandomState(2)
features = random.rand(8, 3)
targets = features.sum(axis=1, keepdims=True)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(4):
        print("%.6f" % sess.run([loss, train], {x: features, y: targets})[0])
