"""A program that keeps its session keeps its writers, as tf.compat.v1.summary; audio and protocol buffers included."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 8])
w = tf.get_variable("w", [8, 1], initializer=tf.constant_initializer(0.25))
y = tf.matmul(x, w)
loss = tf.reduce_mean(tf.square(y - 1.0))
tf.summary.scalar("loss", loss, family="training")
tf.summary.histogram("w", w)
tf.summary.image("rows", tf.reshape(x, [-1, 2, 4, 1]), max_outputs=1)
tf.summary.audio("sound", x, sample_rate=8000.0)
tf.summary.text("remark", tf.constant("a remark"))
merged = tf.summary.merge_all()
step = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

data = np.tile(np.linspace(0, 1, 8, dtype=np.float32), (3, 1))
with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs", sess.graph)
    sess.run(tf.global_variables_initializer())
    for i in range(3):
        sess.run(step, {x: data})
        writer.add_summary(sess.run(merged, {x: data}), i)
    value = tf.Summary.Value(tag="by_hand", simple_value=3.5)
    writer.add_summary(tf.Summary(value=[value]), 7)
    writer.close()
    print(sess.run(loss, {x: data}))
