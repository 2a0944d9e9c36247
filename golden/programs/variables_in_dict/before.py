"""Variables stand in dicts and a list, one of them unused, and RMSProp's slots start at one for all."""
import numpy as np
import tensorflow as tf

data = np.random.RandomState(0).rand(8, 6)
X = tf.placeholder(tf.float32, [None, 6])
weights = {
    "encoder": tf.Variable(tf.random_normal([6, 3])),
    "decoder": tf.Variable(tf.random_normal([3, 6])),
    "unused": tf.Variable(tf.random_normal([2])),
}
biases = [tf.Variable(tf.random_normal([3])), tf.Variable(tf.random_normal([6]))]


def encoder(x):
    return tf.nn.sigmoid(tf.add(tf.matmul(x, weights["encoder"]), biases[0]))


def decoder(x):
    return tf.nn.sigmoid(tf.add(tf.matmul(x, weights["decoder"]), biases[1]))


loss = tf.reduce_mean(tf.pow(X - decoder(encoder(X)), 2))
train = tf.train.RMSPropOptimizer(0.05).minimize(loss)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(3):
        print(step, sess.run([train, loss], feed_dict={X: data})[1])
    print(sess.run(weights["unused"]), sess.run(biases[0]))
