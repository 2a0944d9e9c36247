"""One line makes two placeholders; the prediction is fed the first of them alone, and shares its statements with the training."""
import numpy as np
import tensorflow as tf

inputs, labels = tf.placeholder(tf.float32, [None, 2]), tf.placeholder(tf.int32, [None])
w = tf.Variable(tf.random_normal([2, 3], seed=1))
b = tf.Variable(tf.zeros([3]))
logits = tf.matmul(inputs, w) + b
probabilities = tf.nn.softmax(logits)
classes = tf.argmax(probabilities, 1)
loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
train_op = tf.train.GradientDescentOptimizer(0.5).minimize(loss)

x_data = np.array([[1.0, 2.0], [3.0, 1.0], [0.0, 1.0]])
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value, found = sess.run([train_op, loss, classes], feed_dict={inputs: x_data, labels: [0, 1, 2]})
        print(step, value, found)
    print(sess.run(classes, feed_dict={inputs: x_data[:2]}))
