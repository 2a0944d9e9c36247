"""A function builds the whole model, with a loop in it and layers of tf.layers: it is called once, before the functions."""
import numpy as np
import tensorflow as tf

HIDDEN = (6, 4)


def build_model(features, classes):
    net = features
    for units in HIDDEN:
        kernel = tf.Variable(tf.ones([units]) * 0.5)
        net = tf.tanh(tf.reduce_sum(net, axis=1, keepdims=True) * kernel)
    with tf.variable_scope("head"):
        hidden = tf.layers.dense(net, 5, activation=tf.nn.relu, name="hidden")
        logits = tf.layers.dense(hidden, classes, name="logits")
    return logits


def main():
    features = tf.placeholder(tf.float32, [None, 4])
    labels = tf.placeholder(tf.int32, [None])
    logits = build_model(features, 3)
    loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(logits=logits, labels=labels))
    train_op = tf.train.AdamOptimizer(0.05).minimize(loss)

    rows = np.random.RandomState(1).rand(9, 4)
    answers = np.arange(9) % 3
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for _ in range(5):
            _, value = sess.run([train_op, loss], {features: rows, labels: answers})
            print("%.5f" % value)
        print(sess.run(tf.nn.softmax(logits), {features: rows[:2]}))


if __name__ == "__main__":
    main()
