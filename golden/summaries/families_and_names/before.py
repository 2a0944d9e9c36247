"""TF1 makes tags of scopes, families and names: characters are replaced, a name that is used twice gets a number."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [4])
scale = tf.Variable(2.0, name="scale")
y = x * scale
total = tf.reduce_sum(y)
with tf.name_scope("outer"):
    tf.summary.scalar("total", total)
    with tf.name_scope("inner"):
        tf.summary.scalar("total", total * 2.0)
        tf.summary.scalar("in family", total, family="sums")
    with tf.name_scope("inner"):
        tf.summary.scalar("again", total)
tf.summary.scalar("mean value (all)", tf.reduce_mean(y))
tf.summary.scalar("total", total + 1.0)
tf.summary.scalar("total", total + 2.0)
tf.summary.scalar("grouped", total, family="sums")
everything = tf.summary.merge_all()

with tf.Session() as session:
    session.run(tf.global_variables_initializer())
    writer = tf.summary.FileWriter("logs")
    for number in range(3):
        logged = session.run(everything, feed_dict={x: np.arange(4.0) + number})
        writer.add_summary(logged, number)
    writer.close()
    print(session.run(total, feed_dict={x: np.ones(4)}))
