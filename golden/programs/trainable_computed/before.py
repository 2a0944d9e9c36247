"""Whether a variable is trained is computed, or said by the place of an argument."""
import numpy as np
import tensorflow as tf

fixed = tf.Variable(2.0, False)
finetune = np.ones(1).sum() > 0
scale = tf.Variable(3.0, trainable=finetune)
w = tf.Variable(1.0, trainable=None)
x = tf.placeholder(tf.float32, [])
loss = tf.square(fixed * w * x + scale)
train = tf.train.GradientDescentOptimizer(0.01).minimize(loss)

y = tf.square(fixed * w * x)
train_w = tf.train.GradientDescentOptimizer(0.01).minimize(y)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for _ in range(3):
        sess.run(train, {x: 1.0})
        print(sess.run([fixed, w, scale]))
        sess.run(train_w, {x: 1.0})
        print(sess.run([fixed, w, scale]))
