"""The run stands inside add_summary; one summary is merged by hand, another one is run on its own."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None])
w = tf.Variable([0.1, 0.2, 0.3])
prediction = tf.reduce_sum(x * w, axis=1)
error = tf.reduce_mean(tf.abs(prediction - y))
training = tf.train.AdagradOptimizer(0.5).minimize(error)

error_summary = tf.summary.scalar("error", error)
output_summary = tf.summary.histogram("output", prediction)
weight_summary = tf.summary.histogram("w", w)
both = tf.summary.merge([error_summary, output_summary, weight_summary])

random = np.random.RandomState(7)
data = random.rand(10, 3).astype(np.float32)
target = data.sum(axis=1)
with tf.Session() as sess:
    writer = tf.summary.FileWriter("log", flush_secs=10)
    tf.global_variables_initializer().run()
    for epoch in range(4):
        sess.run(training, {x: data, y: target})
        writer.add_summary(sess.run(both, {x: data, y: target}), epoch)
    last = sess.run(error_summary, {x: data[:3], y: target[:3]})
    writer.add_summary(last, 100)
    print(sess.run(error, {x: data, y: target}))
