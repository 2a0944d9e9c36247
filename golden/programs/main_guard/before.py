"""The program stands under the main guard, and calls a function that computes and one that makes a variable."""
import numpy as np
import tensorflow as tf


def weight(shape, seed):
    return tf.Variable(tf.random_normal(shape, stddev=0.5, seed=seed))


def affine(inputs, weights, bias):
    return tf.matmul(inputs, weights) + bias


if __name__ == "__main__":
    data = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=np.float32)
    target = np.array([[0], [1], [1], [1]], dtype=np.float32)

    x = tf.placeholder(tf.float32, [None, 2])
    t = tf.placeholder(tf.float32, [None, 1])
    w = weight([2, 1], 7)
    b = tf.Variable(tf.zeros([1]))
    logits = affine(x, w, b)
    cost = tf.reduce_mean(tf.nn.sigmoid_cross_entropy_with_logits(logits=logits, labels=t))
    step = tf.train.AdamOptimizer(0.1).minimize(cost)
    answer = tf.cast(tf.sigmoid(logits) > 0.5, tf.float32)

    sess = tf.Session()
    sess.run(tf.global_variables_initializer())
    feed = {x: data, t: target}
    for _ in range(30):
        sess.run(step, feed)
    print("cost", sess.run(cost, feed))
    print(sess.run(answer, {x: data}).ravel())
    sess.close()
