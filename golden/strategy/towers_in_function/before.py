"""Towers whose gradients are computed in a function of the program, on devices that another function chooses."""
import numpy as np
import tensorflow as tf

PS_OPS = ["Variable", "VariableV2", "AutoReloadVariable"]

rng = np.random.RandomState(0)
x = rng.rand(32, 3).astype("float32")
y = x.dot([[1.0], [-2.0], [0.5]]).astype("float32")


def assign_to_device(device, ps_device="/cpu:0"):
    def assign(op):
        node_def = op if isinstance(op, tf.NodeDef) else op.node_def
        return ps_device if node_def.op in PS_OPS else device

    return assign


def tower_gradients(optimizer, features, targets):
    with tf.variable_scope("model", reuse=tf.AUTO_REUSE):
        weights = tf.get_variable("weights", [3, 1], initializer=tf.zeros_initializer())
    loss = tf.reduce_mean((tf.matmul(features, weights) - targets) ** 2)
    return optimizer.compute_gradients(loss)


def average_gradients(towers):
    return [(sum(g for g, _ in pairs) / len(pairs), pairs[0][1]) for pairs in zip(*towers)]


optimizer = tf.train.GradientDescentOptimizer(0.1)
towers = []
for i in range(2):
    with tf.device(assign_to_device("/gpu:{}".format(i))):
        towers.append(tower_gradients(optimizer, x[16 * i : 16 * i + 16], y[16 * i : 16 * i + 16]))
train_op = optimizer.apply_gradients(average_gradients(towers))

with tf.Session(config=tf.ConfigProto(allow_soft_placement=True)) as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train_op)
        print(sess.run(tf.trainable_variables()))
