"""A function makes the whole graph, with its placeholders; another one makes the one for dropout beside its layers."""
import numpy as np
import tensorflow as tf


# What the network is made of.
def network(images, hidden=5, classes=3):
    """Return the scores of each class, and the placeholder for dropout.

    Dropout is the only thing here that needs to know whether it trains.
    """
    with tf.name_scope("fc1"):
        w1 = tf.Variable(tf.truncated_normal([4, hidden], stddev=0.3))
        features = tf.nn.relu(tf.matmul(images, w1))
    # regularise
    with tf.name_scope("dropout"):
        keep_prob = tf.placeholder(tf.float32)
        features = tf.nn.dropout(features, keep_prob)
    with tf.name_scope("fc2"):
        w2 = tf.Variable(tf.truncated_normal([hidden, classes], stddev=0.3))
        scores = tf.matmul(features, w2)
    return scores, keep_prob


def build(size, rate=0.5):
    x = tf.placeholder(tf.float32, [None, size])
    y = tf.placeholder(tf.int64, [None])
    logits, keep = network(x)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=y, logits=logits))
    step = tf.train.GradientDescentOptimizer(rate).minimize(loss)
    return x, y, keep, loss, step


rng = np.random.RandomState(0)
data, labels = rng.rand(6, 4), rng.randint(0, 3, 6)
inputs, targets, keep, total, train = build(4)
with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for w1 in range(3):
        loss, _ = sess.run([total, train], feed_dict={inputs: data, targets: labels, keep: 1.0})
        print(w1, loss)
