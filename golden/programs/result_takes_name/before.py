"""A result takes the name of the bias that the graph was built with."""
import tensorflow as tf

x_data = [[1.0, 2.0, 1.0], [1.0, 3.0, 2.0], [3.0, 4.0, 1.0], [4.0, 1.0, 5.0]]
y_data = [[0, 1], [0, 1], [1, 0], [1, 0]]

X = tf.placeholder("float", [None, 3])
Y = tf.placeholder("float", [None, 2])
W = tf.Variable(tf.random_normal([3, 2], seed=1), name="weight")
b = tf.Variable(tf.random_normal([2], seed=2), name="bias")

hypothesis = tf.nn.softmax(tf.matmul(X, W) + b)
cost = tf.reduce_mean(-tf.reduce_sum(Y * tf.log(hypothesis), axis=1))
optimizer = tf.train.GradientDescentOptimizer(learning_rate=0.1).minimize(cost)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(10):
        _, cost_val = sess.run([optimizer, cost], feed_dict={X: x_data, Y: y_data})
    print(cost_val)
    a = sess.run(hypothesis, feed_dict={X: [[1.0, 11.0, 7.0]]})
    print(a, sess.run(tf.argmax(a, 1)))
    b = sess.run(hypothesis, feed_dict={X: [[1.0, 3.0, 4.0]]})
    print(b, sess.run(tf.argmax(b, 1)))
    for W in sess.run(hypothesis, feed_dict={X: x_data}):
        print(W)
    print(sess.run(cost, feed_dict={X: x_data, Y: y_data}))
