"""A layer whose weights are not trained: to a tape those of Keras look like all others."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()

x = tf.compat.v1.placeholder(tf.float32, [None, 4])
y = tf.compat.v1.placeholder(tf.float32, [None, 1])
hidden = tf.compat.v1.layers.dense(x, 6, activation=tf.nn.relu, trainable=False)
hidden = tf.compat.v1.layers.dense(hidden, 6, activation=tf.nn.relu)
prediction = tf.compat.v1.layers.dense(hidden, 1)
loss = tf.reduce_mean(tf.square(prediction - y))
train = tf.compat.v1.train.AdamOptimizer(0.05).minimize(loss)

random = np.random.RandomState(0)
rows, wanted = random.rand(9, 4), random.rand(9, 1)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(4):
        _, value = sess.run([train, loss], {x: rows, y: wanted})
        print(step, "%.5f" % value)
    print(sess.run(prediction, {x: rows}))
