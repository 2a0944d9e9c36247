"""Towers that give losses, whose mean is minimised: the same steps as averaged gradients, and the same skeleton."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = x.dot([[1.0], [-2.0], [0.5]]).astype("float32")

weights = tf.compat.v1.get_variable("weights", [3, 1], initializer=tf.zeros_initializer())
losses = []
for tower in range(2):
    with tf.device("/gpu:%d" % tower), tf.name_scope("tower_%d" % tower):
        part = slice(16 * tower, 16 * tower + 16)
        losses.append(tf.reduce_mean((tf.matmul(x[part], weights) - y[part]) ** 2))
loss = tf.reduce_mean(losses)
train_op = tf.compat.v1.train.MomentumOptimizer(0.1, 0.9).minimize(loss)

with tf.compat.v1.Session(config=tf.compat.v1.ConfigProto(allow_soft_placement=True)) as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for _ in range(3):
        print(sess.run([loss, train_op])[0])
        print(sess.run(weights))
