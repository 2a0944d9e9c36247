"""Soft labels from a teacher network: TF1 stops the gradient into them."""
import numpy as np
import tensorflow as tf

np.random.seed(6)
data = np.random.rand(5, 4).astype(np.float32)

x = tf.placeholder(tf.float32, [None, 4])
teacher_w = tf.Variable(tf.random_normal([4, 3]), name="teacher_w")
student_w = tf.Variable(tf.random_normal([4, 3]), name="student_w")

teacher = tf.nn.softmax(tf.matmul(x, teacher_w), dim=-1)
student = tf.matmul(x, student_w)
loss = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits(labels=teacher, logits=student, dim=1))
loss += 0.1 * tf.reduce_sum(tf.square(teacher_w))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict={x: data})
        print(step, "%.6f" % value)
    print(sess.run(teacher_w))
    print(sess.run(student_w))
