"""The step is a variable that the training operation counts, and that the same run returns."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(2)
data = random.rand(12, 2).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 2])
w = tf.Variable(tf.ones([2, 1]), name="w")
global_step = tf.Variable(0, name="global_step", trainable=False)
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - 3.0))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, global_step=global_step)
tf.summary.scalar("loss", loss)
merged = tf.summary.merge_all()

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    writer = tf.summary.FileWriter("logs")
    for _ in range(4):
        _, summary, number = sess.run([train, merged, global_step], feed_dict={x: data})
        writer.add_summary(summary, number)
        print("after step", number)
    writer.close()
