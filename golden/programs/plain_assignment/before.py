"""A variable is assigned a Python value between the steps, and kept for the next time."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [])
w = tf.Variable(3.0)
last_epoch = tf.Variable(0, name="last_epoch")
train = tf.train.GradientDescentOptimizer(0.1).minimize(tf.square(w * x))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    start = sess.run(last_epoch)
    for epoch in range(start, 3):
        sess.run(train, feed_dict={x: 0.5})
        sess.run(last_epoch.assign(epoch + 1))
        sess.run(tf.assign(w, float(epoch) + 1.0))
        print(sess.run([last_epoch, w]))
