"""A tagger whose graph is built in main(), with cells from a function of its own."""
import numpy as np
import tensorflow as tf

UNITS, TAGS = 6, 3


def lstm(units):
    return tf.nn.rnn_cell.LSTMCell(units, initializer=tf.random_uniform_initializer(-0.3, 0.3))


def main():
    np.random.seed(96)
    data = np.random.randn(5, 7, 4).astype(np.float32)
    lengths = np.array([7, 2, 5, 1, 6])
    tags = np.random.randint(0, TAGS, (5, 7))

    words = tf.placeholder(tf.float32, [None, None, 4])
    n = tf.placeholder(tf.int32, [None])
    truth = tf.placeholder(tf.int32, [None, None])

    outputs, states = tf.nn.bidirectional_dynamic_rnn(lstm(UNITS), lstm(UNITS), words, sequence_length=n, dtype=tf.float32)
    weights = tf.get_variable("weights", [2 * UNITS, TAGS])
    scores = tf.tensordot(tf.concat(outputs, -1), weights, 1)
    losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels=truth, logits=scores)
    mask = tf.sequence_mask(n, tf.shape(words)[1], tf.float32)
    loss = tf.reduce_sum(losses * mask) / tf.reduce_sum(mask) + 0.01 * tf.reduce_sum(tf.square(states[1].c))
    train = tf.train.AdamOptimizer(0.05).minimize(loss)

    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        feed = {words: data, n: lengths, truth: tags}
        for step in range(10):
            _, value = sess.run([train, loss], feed_dict=feed)
            print("step %d loss %.6f" % (step, value))
        print(sess.run(scores, feed_dict=feed).argmax(-1).tolist())


if __name__ == "__main__":
    main()
