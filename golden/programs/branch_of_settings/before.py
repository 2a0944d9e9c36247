"""Settings decide how the graph is built: a branch over Python values is part of the functions."""
import numpy as np
import tensorflow as tf

ACTIVATION = "relu"
NORMALISE = True

x = tf.placeholder(tf.float32, [None, 3])
w = tf.Variable(np.linspace(-0.5, 0.5, 6).reshape(3, 2).astype(np.float32))
h = tf.matmul(x, w)
if ACTIVATION == "relu":
    h = tf.nn.relu(h)
elif ACTIVATION == "tanh":
    h = tf.nn.tanh(h)
else:
    h = tf.sigmoid(h)
if NORMALISE:
    h = h / (tf.reduce_sum(h, axis=1, keepdims=True) + 1.0)
loss = tf.reduce_sum(tf.square(h - 0.3))
train = tf.train.AdagradOptimizer(0.1).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    rows = np.arange(12).reshape(4, 3) / 10.0
    for _ in range(4):
        print(sess.run(loss, {x: rows}))
        sess.run(train, {x: rows})
    print(sess.run(h, {x: rows[:2]}))
