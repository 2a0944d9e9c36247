"""A loop adds terms to a number: each turn adds to what the turn before gave, and only the first to the number."""

import numpy as np
import tensorflow as tf

np.random.seed(0)

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
w1 = tf.Variable(np.random.randn(4, 3), dtype=tf.float32)
w2 = tf.Variable(np.random.randn(3, 1), dtype=tf.float32)
scale = 2.0

penalty = 0  # grows with each weight
for w in (w1, w2):
    penalty += tf.nn.l2_loss(w)
for power in range(3):
    if power > 0:
        scale *= tf.reduce_mean(tf.square(w1)) / power
count = 0
last = None
outputs = []
for w in (w1, w2):
    count += 1
    last = tf.reduce_sum(w) / count
    outputs.append(last)
weighted = tf.add_n(outputs) + last
halved = 1.0
for _ in range(2):
    previous = halved
    halved = tf.reduce_max(w2) / 2 + previous

total = penalty + scale * 10 + halved * 100

out = tf.matmul(tf.tanh(tf.matmul(x, w1)), w2)
loss = tf.reduce_mean(tf.square(out - y)) + 0.01 * penalty
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        data = np.random.randn(5, 4)
        print(step, sess.run([train, loss], {x: data, y: data[:, :1]})[1])
    print(sess.run([total, weighted]))
