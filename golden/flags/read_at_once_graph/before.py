"""Flags that are read without tf.app.run, in a program that keeps its session."""
import tensorflow as tf

flags = tf.app.flags
FLAGS = flags.FLAGS

flags.DEFINE_float("rate", 0.1, "Rate.")
flags.DEFINE_integer("steps", 5, "Steps.")

w = tf.Variable(1.0)
loss = tf.square(w - 3.0)
train = tf.train.GradientDescentOptimizer(FLAGS.rate).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(FLAGS.steps):
        sess.run(train)
    print(FLAGS.steps, sess.run(w))
