"""Functions that choose a device for each operation, which the tf.device of TF2 refuses, beside devices by name."""
import functools

import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


def on_cpu(op):
    return "/cpu:0"


def chosen(op, variables, others):
    return variables if op.type.startswith("Variable") else others


x = tf.compat.v1.placeholder(tf.float32, [None, 2])
with tf.compat.v1.device(tf.compat.v1.train.replica_device_setter(ps_tasks=1, ps_device="/cpu:0", worker_device="/cpu:0")):
    weights = tf.compat.v1.get_variable("weights", [2, 1], initializer=tf.ones_initializer())
with tf.compat.v1.device(functools.partial(chosen, variables="/cpu:0", others="/cpu:0")):
    bias = tf.compat.v1.get_variable("bias", [1], initializer=tf.zeros_initializer())
with tf.compat.v1.device(on_cpu):
    y = tf.matmul(x, weights) + bias
with tf.device("/cpu:0"), tf.name_scope("training"):
    loss = tf.reduce_mean(tf.square(y - 1.0))
    train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

data = np.array([[1.0, 2.0], [0.5, -1.0]])
with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for _ in range(3):
        print(sess.run([loss, train], {x: data})[0])
