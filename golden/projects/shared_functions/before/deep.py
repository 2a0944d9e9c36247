"""The other script of the two: it takes a function of tensors along."""
import tensorflow as tf
from libs.utils import lrelu, rows, weight_variable

x = tf.placeholder(tf.float32, [None, 3])
first = weight_variable([3, 4])
second = weight_variable([4, 1])
out = tf.matmul(lrelu(tf.matmul(x, first)), second)
loss = tf.reduce_sum(tf.square(out - 2.0))
step = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for _ in range(5):
    print("%.5f" % sess.run([loss, step], feed_dict={x: rows(6)})[0])
