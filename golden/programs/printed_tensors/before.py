"""A tutorial prints its tensors while it builds the graph: they exist where the function is traced."""
import tensorflow as tf

X = tf.placeholder(tf.float32, [None, 3])
labels = tf.placeholder(tf.int32, [None, 1])  # 0 to 3
print(X)

one_hot = tf.one_hot(labels, 4)
print("one hot:", one_hot)
one_hot = tf.reshape(one_hot, [-1, 4])
print("reshaped:", one_hot)

W = tf.Variable(tf.random_normal([3, 4], seed=5))
logits = tf.matmul(X, W)
cost = tf.reduce_mean(tf.nn.softmax_cross_entropy_with_logits_v2(logits=logits, labels=tf.stop_gradient(one_hot)))
train = tf.train.GradientDescentOptimizer(0.2).minimize(cost)

c = tf.constant([1.0, 2.0])
print(c)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        data = {X: [[1.0, 2.0, 3.0], [2.0, 0.0, 1.0]], labels: [[0], [3]]}
        print(step, sess.run([train, cost], feed_dict=data)[1])
    print(sess.run(c * 2))
    print(sess.run(logits, feed_dict={X: [[1.0, 1.0, 1.0]]}))
