"""A layer whose weights are not trained: to a tape those of Keras look like all others."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 4])
y = tf.placeholder(tf.float32, [None, 1])
hidden = tf.layers.dense(x, 6, activation=tf.nn.relu, trainable=False)
hidden = tf.layers.dense(hidden, 6, activation=tf.nn.relu)
prediction = tf.layers.dense(hidden, 1)
loss = tf.reduce_mean(tf.square(prediction - y))
train = tf.train.AdamOptimizer(0.05).minimize(loss)

random = np.random.RandomState(0)
rows, wanted = random.rand(9, 4), random.rand(9, 1)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train, loss], {x: rows, y: wanted})
        print(step, "%.5f" % value)
    print(sess.run(prediction, {x: rows}))
