"""Flags that are read without tf.app.run, in a program that keeps its session."""
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

FLAGS = tf.compat.v1.flags.FLAGS

tf.compat.v1.flags.DEFINE_float("rate", 0.1, "Rate.")
tf.compat.v1.flags.DEFINE_integer("steps", 5, "Steps.")

w = tf.compat.v1.Variable(1.0)
loss = tf.square(w - 3.0)
train = tf.compat.v1.train.GradientDescentOptimizer(FLAGS.rate).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(FLAGS.steps):
        sess.run(train)
    print(FLAGS.steps, sess.run(w))
