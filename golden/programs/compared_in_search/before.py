"""A variable is looked for among others, one is a key, and a placeholder is compared with a number: that keeps the session."""

import tensorflow as tf

w = tf.Variable([1.0, 2.0], name="w")
b = tf.Variable([1.0, 2.0], name="b")
keep = tf.placeholder(tf.float32, [])
x = tf.placeholder(tf.float32, [2])
kept = [v for v in (w, b) if v not in [w]]
labels = {w: "weights", b: "bias"}


def scale(value, rate):
    return value if rate == 1.0 else value * rate


loss = tf.reduce_sum(scale(w * x + b * b, keep))
train = tf.train.GradientDescentOptimizer(0.1).minimize(loss, var_list=kept)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    sess.run(train, {x: [1.0, 1.0], keep: 0.5})
    for v in (w, b):
        print(labels[v], sess.run(v))
