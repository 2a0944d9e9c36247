"""A loop that computes and logs: other runs need it without its summaries, and the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 2])
inner = tf.compat.v1.Variable(tf.ones([2, 2]) * 0.1)
outer = tf.compat.v1.Variable(tf.ones([2, 2]) * [[0.2, 0.3]])
hidden = x
for i, weights in enumerate([inner, outer]):
    hidden = tf.tanh(tf.matmul(hidden, weights))
    tf.compat.v1.summary.histogram(f"layer_{i}", hidden)
output = tf.reduce_sum(hidden, axis=1)
loss = tf.reduce_mean(tf.square(output - 1.0))

tf.compat.v1.summary.scalar("loss", loss)
merged = tf.compat.v1.summary.merge_all()
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

data = np.sin(np.arange(20.0)).reshape(10, 2)
with tf.compat.v1.Session() as sess:
    writer = tf.compat.v1.summary.FileWriter("logs")
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        summary, _, value = sess.run([merged, train, loss], {x: data})
        writer.add_summary(summary, step)
        print(value)
    print(sess.run(output, {x: data})[:2])
    writer.close()
