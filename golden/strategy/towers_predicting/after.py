"""Towers that only predict: each device takes its part of the batch. Nothing is averaged, and the loop runs as it stands."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

NUM_GPUS = 2

rng = np.random.RandomState(0)
images = rng.rand(8, 3).astype("float32")
labels = (images.sum(axis=1, keepdims=True) > 1.5).astype("float32")


def network(x):
    with tf.compat.v1.variable_scope("network", reuse=tf.compat.v1.AUTO_REUSE):
        weights = tf.compat.v1.get_variable("weights", [3, 1], initializer=tf.ones_initializer())
        return tf.nn.sigmoid(tf.matmul(x, weights) - 1.5)


x = tf.compat.v1.placeholder(tf.float32, [8, 3])
y = tf.compat.v1.placeholder(tf.float32, [8, 1])
tower_outputs, tower_losses = [], []
for i, (part, truth) in enumerate(zip(tf.split(x, NUM_GPUS), tf.split(y, NUM_GPUS))):
    with tf.device("/gpu:{}".format(i)):
        outputs = network(part)
        tower_outputs.append(outputs)
        tower_losses.append(tf.reduce_mean(tf.square(outputs - truth)))
predictions = tf.concat(tower_outputs, axis=0)
loss = tf.add_n(tower_losses) / NUM_GPUS

with tf.compat.v1.Session(config=tf.compat.v1.ConfigProto(allow_soft_placement=True)) as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for value in sess.run([predictions, loss], {x: images, y: labels}):
        print(value)
