"""The usual loop: merge_all is run beside the training operation, and added for the step."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
data_x = random.rand(20, 3).astype(np.float32)
data_y = data_x.dot(np.array([[1.0], [-2.0], [3.0]], np.float32)) + 0.5

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
w = tf.Variable(tf.zeros([3, 1]), name="weights")
b = tf.Variable(tf.zeros([1]), name="bias")
prediction = tf.matmul(x, w) + b
with tf.name_scope("training"):
    loss = tf.reduce_mean(tf.square(prediction - y))
    tf.summary.scalar("loss", loss)  # the squared error
train = tf.train.GradientDescentOptimizer(0.2).minimize(loss)
tf.summary.histogram("prediction", prediction)

# everything at once
merged = tf.summary.merge_all()

with tf.Session() as sess:
    writer = tf.summary.FileWriter("logs/train", sess.graph)
    sess.run(tf.global_variables_initializer())
    for step in range(8):
        summary, _, value = sess.run([merged, train, loss], feed_dict={x: data_x, y: data_y})
        writer.add_summary(summary, step)
        print(step, value)
    writer.close()
    print(sess.run(w).ravel())
