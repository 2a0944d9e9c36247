"""Scopes give layer objects weights that are there, and other ones to start from: the program keeps its graph."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 2])
with tf.compat.v1.variable_scope("head", initializer=tf.constant_initializer(0.5)):
    once = tf.compat.v1.layers.Dense(1, name="dense")(x)
with tf.compat.v1.variable_scope("head", reuse=True):
    again = tf.compat.v1.layers.Dense(1, name="dense")(x * 2.0)
loss = tf.reduce_sum(tf.square(once + again - 1.0))
train = tf.compat.v1.train.GradientDescentOptimizer(0.01).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for _ in range(3):
        print(sess.run([loss, train], {x: [[3.0, -2.0]]})[0])
