"""Every layer of a deep chain is fetched: each function calls the one before it, where 351 statements would repeat 26."""
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [None])
scale = tf.Variable(0.5)

y1 = scale * x
y2 = tf.tanh(y1) + 0.03 * scale
y3 = tf.tanh(y2) + 0.04 * scale
y4 = tf.tanh(y3) + 0.05 * scale
y5 = tf.tanh(y4) + 0.06 * scale
y6 = tf.tanh(y5) + 0.07 * scale
y7 = tf.tanh(y6) + 0.08 * scale
y8 = tf.tanh(y7) + 0.09 * scale
y9 = tf.tanh(y8) + 0.010 * scale
y10 = tf.tanh(y9) + 0.01 * scale
y11 = tf.tanh(y10) + 0.02 * scale
y12 = tf.tanh(y11) + 0.03 * scale
y13 = tf.tanh(y12) + 0.04 * scale
y14 = tf.tanh(y13) + 0.05 * scale
y15 = tf.tanh(y14) + 0.06 * scale
y16 = tf.tanh(y15) + 0.07 * scale
y17 = tf.tanh(y16) + 0.08 * scale
y18 = tf.tanh(y17) + 0.09 * scale
y19 = tf.tanh(y18) + 0.010 * scale
y20 = tf.tanh(y19) + 0.01 * scale
y21 = tf.tanh(y20) + 0.02 * scale
y22 = tf.tanh(y21) + 0.03 * scale
y23 = tf.tanh(y22) + 0.04 * scale
y24 = tf.tanh(y23) + 0.05 * scale
y25 = tf.tanh(y24) + 0.06 * scale
y26 = tf.tanh(y25) + 0.07 * scale
loss = tf.reduce_sum(tf.square(y26))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

values = np.array([1.0, -2.0], np.float32)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train, {x: values})
    print(1, sess.run(y1, {x: values}))
    print(2, sess.run(y2, {x: values}))
    print(3, sess.run(y3, {x: values}))
    print(4, sess.run(y4, {x: values}))
    print(5, sess.run(y5, {x: values}))
    print(6, sess.run(y6, {x: values}))
    print(7, sess.run(y7, {x: values}))
    print(8, sess.run(y8, {x: values}))
    print(9, sess.run(y9, {x: values}))
    print(10, sess.run(y10, {x: values}))
    print(11, sess.run(y11, {x: values}))
    print(12, sess.run(y12, {x: values}))
    print(13, sess.run(y13, {x: values}))
    print(14, sess.run(y14, {x: values}))
    print(15, sess.run(y15, {x: values}))
    print(16, sess.run(y16, {x: values}))
    print(17, sess.run(y17, {x: values}))
    print(18, sess.run(y18, {x: values}))
    print(19, sess.run(y19, {x: values}))
    print(20, sess.run(y20, {x: values}))
    print(21, sess.run(y21, {x: values}))
    print(22, sess.run(y22, {x: values}))
    print(23, sess.run(y23, {x: values}))
    print(24, sess.run(y24, {x: values}))
    print(25, sess.run(y25, {x: values}))
    print(26, sess.run(y26, {x: values}))
