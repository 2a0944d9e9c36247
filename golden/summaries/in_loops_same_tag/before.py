"""Summaries in a loop under one tag, which TF1 numbers: nothing in TF2 would, and the program keeps its session."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 2])
inner = tf.Variable(tf.ones([2, 2]) * 0.1)
outer = tf.Variable(tf.ones([2, 2]) * [[0.2, 0.3]])
first = tf.tanh(tf.matmul(x, inner))
second = tf.tanh(tf.matmul(first, outer))
output = tf.reduce_sum(second, axis=1)
loss = tf.reduce_mean(tf.square(output - 1.0))

for layer in [first, second]:
    tf.summary.histogram("layer", layer)
for name, value in zip(["largest", "Smallest"], [tf.reduce_max(output), tf.reduce_min(output)]):
    tf.summary.scalar("output", value)
tf.summary.scalar("loss", loss)
merged = tf.summary.merge_all()
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

data = np.sin(np.arange(20.0)).reshape(10, 2)
with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs")
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        summary, _, value = sess.run([merged, train, loss], {x: data})
        writer.add_summary(summary, step)
        print(value)
    print(sess.run(output, {x: data})[:2])
    writer.close()
