"""Softmax regression over four features and three classes."""
import numpy as np
import tensorflow as tf

tf.set_random_seed(777)  # for reproducibility

x_data = np.array([[1, 2, 1, 1], [2, 1, 3, 2], [3, 1, 3, 4], [4, 1, 5, 5],
                   [1, 7, 5, 5], [1, 2, 5, 6], [1, 6, 6, 6], [1, 7, 7, 7]], dtype=np.float32)
y_data = np.array([[0, 0, 1], [0, 0, 1], [0, 0, 1], [0, 1, 0],
                   [0, 1, 0], [0, 1, 0], [1, 0, 0], [1, 0, 0]], dtype=np.float32)
nb_classes = 3

X = tf.placeholder("float", [None, 4])
Y = tf.placeholder("float", [None, 3])

W = tf.Variable(tf.random_normal([4, nb_classes]), name="weight")
b = tf.Variable(tf.zeros([nb_classes]), name="bias")

logits = tf.matmul(X, W) + b
hypothesis = tf.nn.softmax(logits)

# cross entropy, written out
cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.log(hypothesis), reduction_indices=1))
train = tf.train.AdamOptimizer(0.05).minimize(cost)

prediction = tf.argmax(hypothesis, dimension=1)
correct = tf.equal(prediction, tf.argmax(Y, 1))
accuracy = tf.reduce_mean(tf.cast(correct, tf.float32))

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())

    for step in range(60):
        sess.run(train, feed_dict={X: x_data, Y: y_data})
        if step % 20 == 0:
            loss, acc = sess.run([cost, accuracy], feed_dict={X: x_data, Y: y_data})
            print("step", step, "loss %.5f accuracy %.3f" % (loss, acc))

    # one row that the model has not seen
    probabilities, label = sess.run([hypothesis, prediction], feed_dict={X: [[1, 11, 7, 9]]})
    print(probabilities, label)
