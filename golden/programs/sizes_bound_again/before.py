"""A size whose name is bound again for the next placeholder, before and after a first run."""
import numpy as np
import tensorflow as tf

random = np.random.RandomState(0)
rows, wanted = random.rand(9, 4), random.rand(9, 2)

n = rows.shape[1]
x = tf.placeholder(tf.float32, [None, n])
weights = tf.Variable(tf.ones([4, 2]) / 4)
prediction = tf.tanh(tf.matmul(x, weights))

sess = tf.Session()
sess.run(tf.global_variables_initializer())
print(n, sess.run(prediction, {x: rows[:2]}))

n = wanted.shape[1]
y = tf.placeholder(tf.float32, [None, n])
loss = tf.reduce_mean(tf.square(prediction - y))
train = tf.train.GradientDescentOptimizer(0.5).minimize(loss)
for step in range(4):
    _, value = sess.run([train, loss], {x: rows, y: wanted})
    print(step, value)
print(n, sess.run(prediction, {x: rows[:2]}))
