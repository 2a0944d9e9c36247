"""Eager code of TF 1.x logs with tf.contrib.summary, for the global step where no step is given."""
import numpy as np
import tensorflow as tf

tf.compat.v1.enable_eager_execution()

x = np.linspace(0.0, 1.0, 8, dtype=np.float32).reshape(4, 2)
target = x.sum(axis=1, keepdims=True)
weights = tf.compat.v1.Variable(tf.zeros([2, 1]))
global_step = tf.compat.v1.train.get_or_create_global_step()
writer = tf.summary.create_file_writer("logs", flush_millis=1000)

with writer.as_default():
    for i in range(4):
        global_step.assign_add(1)
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(tf.square(tf.matmul(x, weights) - target))
        weights.assign_sub(0.5 * tape.gradient(loss, weights))
        tf.summary.scalar("loss", loss, step=global_step)
        tf.summary.histogram("weights", weights, step=i)
print(weights.numpy().ravel())
