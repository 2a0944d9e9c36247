"""RMSProp on layers: their variables are made first, so that its slots can start at ones as in TF1."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
y = tf.placeholder(tf.float32, [None, 1])

hidden = tf.layers.dense(x, 4, activation=tf.nn.tanh)
hidden = tf.layers.dense(hidden, 4, activation=tf.nn.relu)
prediction = tf.layers.dense(hidden, 1)
loss = tf.reduce_mean(tf.square(prediction - y))

# the optimizer
optimizer = tf.train.RMSPropOptimizer(0.05, momentum=0.5)
gradients, variables = zip(*optimizer.compute_gradients(loss))
gradients, _ = tf.clip_by_global_norm(gradients, 0.5)
train = optimizer.apply_gradients(zip(gradients, variables))

rows = np.random.RandomState(0).rand(6, 3)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(6):
        value, _ = sess.run([loss, train], {x: rows, y: rows[:, :1]})
        print(step, value)
    print(sess.run(prediction, {x: rows}))
