"""Layers of Keras and of tf.layers that are made and applied in one expression, some of them in a loop or a branch."""
import tensorflow as tf

x = tf.placeholder(tf.float32, [None, 3])
target = tf.placeholder(tf.float32, [None, 2])

# the body
h = x
for units in [4, 3]:
    h = tf.layers.Dense(units, kernel_initializer=tf.ones_initializer())(h)
    h = tf.keras.layers.LeakyReLU(0.1)(h)  # has no weights
h = tf.keras.Sequential([
    tf.keras.layers.Dense(3, kernel_initializer="ones"),
    tf.keras.layers.Dense(2, kernel_initializer="ones"),
])(h)

# the head
scores = tf.keras.layers.Dense(2, kernel_initializer="ones", name="scores")(h)
shifted = tf.cond(
    tf.reduce_sum(x) > 0, lambda: tf.keras.layers.Dense(2, kernel_initializer="zeros", bias_initializer="ones")(scores),
    lambda: scores)
loss = tf.reduce_mean(tf.square(scores - target))
train = tf.train.GradientDescentOptimizer(1e-6).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: [[1.0, -2.0, 0.5], [0.0, 1.0, 1.0]], target: [[1.0, 0.0], [0.0, 1.0]]}
    for _ in range(3):
        _, value = sess.run([train, loss], feed)
        print(value)
    print(sess.run(shifted, {x: [[1.0, 1.0, 1.0]]}))
    print(sess.run(shifted, {x: [[-1.0, 1.0, -1.0]]}))
