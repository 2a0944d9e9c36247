"""Images of bytes stay as they are, images of floats are brightness in TF2, and text stays text."""
import numpy as np
import tensorflow as tf

pixels = tf.placeholder(tf.float32, [None, 4, 4, 1])
gain = tf.Variable(1.0)
brighter = tf.minimum(pixels * gain, 1.0)
tf.summary.image("bytes", tf.cast(brighter * 255.0, tf.uint8), max_outputs=2)
tf.summary.image("floats", brighter)
tf.summary.text("note", tf.constant("two pictures"))
step_summary = tf.summary.merge_all()

pictures = np.linspace(0.0, 1.0, 32, dtype=np.float32).reshape(2, 4, 4, 1)
pictures[0, 0, 0] = 1.0  # the brightest one of each is white
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    writer = tf.summary.FileWriter("logs", sess.graph)
    result = sess.run(step_summary, feed_dict={pixels: pictures})
    writer.add_summary(result, 0)
    writer.close()
    print(sess.run(brighter, feed_dict={pixels: pictures}).sum())
