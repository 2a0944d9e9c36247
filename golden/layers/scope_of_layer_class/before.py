"""Scopes give layer objects weights that are there, and other ones to start from: the program keeps its graph."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
with tf.variable_scope("head", initializer=tf.constant_initializer(0.5)):
    once = tf.layers.Dense(1, name="dense")(x)
with tf.variable_scope("head", reuse=True):
    again = tf.layers.Dense(1, name="dense")(x * 2.0)
loss = tf.reduce_sum(tf.square(once + again - 1.0))
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        print(sess.run([loss, train], {x: [[3.0, -2.0]]})[0])
