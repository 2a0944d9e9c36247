"""The summary is run at each step and added at every second one; the function is told when to record."""
import numpy as np
import tensorflow as tf

data = np.linspace(-1.0, 1.0, 10, dtype=np.float32).reshape(5, 2)

inputs = tf.placeholder(tf.float32, [None, 2], name="inputs")
rate = 0.1
bias = tf.Variable(0.0, name="bias")
slope = tf.Variable(1.0, name="slope")
output = inputs * slope + bias
with tf.name_scope("metrics"):
    cost = tf.reduce_mean(tf.square(output - 2.0))
    tf.summary.scalar("cost", cost)
    tf.summary.histogram("output", output)
summaries = tf.summary.merge_all()
train = tf.train.GradientDescentOptimizer(rate).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    writer = tf.summary.FileWriter("./logs")
    writer.add_graph(sess.graph)
    for step in range(7):
        _, text, value = sess.run([train, summaries, cost], feed_dict={inputs: data})
        if step % 2 == 0:
            writer.add_summary(text, step)
    print(value)
    writer.flush()
