"""The learning rate is fed."""
import numpy as np
import tensorflow as tf

rng = np.random.RandomState(0)
x_data = rng.rand(16, 3).astype(np.float32)
y_data = x_data.dot([[1.0], [-2.0], [0.5]]).astype(np.float32) + 0.3

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])
learning_rate = tf.placeholder(tf.float32, [], name="rate")
w = tf.Variable(tf.random_normal([3, 1], seed=1))
loss = tf.reduce_mean(tf.square(tf.matmul(x, w) - y))
train = tf.train.AdamOptimizer(learning_rate, beta1=0.8).minimize(loss)

sess = tf.Session()
sess.run(tf.global_variables_initializer())
for epoch in range(6):
    rate = 0.2 if epoch < 3 else 0.02
    _, loss_value = sess.run([train, loss], feed_dict={x: x_data, y: y_data, learning_rate: rate})
    print(epoch, loss_value)
print(sess.run(w))
sess.close()
