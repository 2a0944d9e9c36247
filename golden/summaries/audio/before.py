"""Clips of audio: TF2 wants their channels, and a whole sample rate."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [2, 50])
gain = tf.Variable(0.5)
wave = tf.tanh(x * gain)
loss = tf.reduce_mean(tf.square(wave))
tf.summary.audio("wave", wave, 8000)
tf.summary.audio("stereo", tf.stack([wave, -wave], axis=2), sample_rate=8000.0, max_outputs=1)
merged = tf.summary.merge_all()
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)
data = np.sin(np.arange(100.0)).reshape(2, 50)
with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs")
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        summary, _ = sess.run([merged, train], {x: data})
        writer.add_summary(summary, step)
    writer.close()
    print(sess.run(gain))
