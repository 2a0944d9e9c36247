"""Layers in the body of main(): each is made once there."""
import numpy as np
import tensorflow as tf


def main():
    x = tf.placeholder(tf.float32, [None, 4, 4, 1])
    labels = tf.placeholder(tf.int32, [None])
    training = tf.placeholder(tf.bool, [])

    net = tf.layers.conv2d(x, 3, 3, padding="same", activation=tf.nn.relu)
    net = tf.layers.max_pooling2d(net, 2, 2)
    net = tf.layers.dropout(tf.layers.flatten(net), 0.0, training=training)
    logits = tf.layers.dense(net, 2)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    train_op = tf.train.GradientDescentOptimizer(0.1).minimize(loss)

    images = np.random.RandomState(0).rand(6, 4, 4, 1)
    classes = np.array([0, 1, 0, 1, 1, 0])
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(4):
            _, value = sess.run([train_op, loss], {x: images, labels: classes, training: True})
            print(step, "%.5f" % value)
        print(sess.run(logits, {x: images[:2], training: False}))


if __name__ == "__main__":
    main()
