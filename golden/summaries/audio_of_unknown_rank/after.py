"""Clips of audio whose rank the source does not show: the program keeps its session."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32)
gain = tf.compat.v1.Variable(0.5)
wave = tf.tanh(x * gain)
loss = tf.reduce_mean(tf.square(wave))
tf.compat.v1.summary.audio("wave", wave, 8000)
merged = tf.compat.v1.summary.merge_all()
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)
data = np.sin(np.arange(100.0)).reshape(2, 50)
with tf.compat.v1.Session() as sess:
    writer = tf.compat.v1.summary.FileWriter("logs")
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(3):
        summary, _ = sess.run([merged, train], {x: data})
        writer.add_summary(summary, step)
    writer.close()
    print(sess.run(gain))
