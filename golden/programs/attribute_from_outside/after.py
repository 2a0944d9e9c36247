"""Variables and tensors that the script gives to an object, outside of the object's class."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


class Parameters(object):
    """Hold what the model is made of."""


parameters = Parameters()
parameters.w = tf.compat.v1.Variable(tf.ones([3]))
parameters.scaled = parameters.w * 0.5

x = tf.compat.v1.placeholder(tf.float32, [None, 3])
y = tf.compat.v1.placeholder(tf.float32, [None])
loss = tf.reduce_mean(tf.square(tf.reduce_sum(x * parameters.scaled, axis=1) - y))
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

random = np.random.RandomState(2)
features = random.rand(8, 3)
targets = features.sum(axis=1)
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for _ in range(4):
        print("%.6f" % sess.run([loss, train], {x: features, y: targets})[0])
    print(sess.run(parameters.w))
