"""A language model written as a class: cells built in a method, states kept on self and fed from run to run."""
import numpy as np
import tensorflow as tf


class CharRNN(object):
    def __init__(self, vocab, units, layers, batch, steps, training=True):
        self.inputs = tf.placeholder(tf.int32, [batch, steps])
        self.targets = tf.placeholder(tf.int32, [batch, steps])
        self.keep_prob = tf.placeholder(tf.float32, [])
        embedding = tf.get_variable("embedding", [vocab, units])
        cell = self.build_cell(units, layers)
        self.initial_state = cell.zero_state(batch, tf.float32)
        outputs, self.final_state = tf.nn.dynamic_rnn(
            cell, tf.nn.embedding_lookup(embedding, self.inputs), initial_state=self.initial_state)
        logits = tf.layers.dense(tf.reshape(outputs, [-1, units]), vocab, name="softmax")
        self.loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(
            labels=tf.reshape(self.targets, [-1]), logits=logits))
        self.memory = tf.reduce_mean(self.final_state[-1].c)
        if training:
            self.train = tf.train.AdamOptimizer(0.01).minimize(self.loss)

    def build_cell(self, units, layers):
        cells = []
        for _ in range(layers):
            cell = tf.contrib.rnn.BasicLSTMCell(units, forget_bias=0.0)
            cells.append(tf.contrib.rnn.DropoutWrapper(cell, output_keep_prob=self.keep_prob))
        return tf.contrib.rnn.MultiRNNCell(cells)


def main():
    np.random.seed(95)
    batch, steps, vocab = 4, 5, 12
    text = np.random.randint(0, vocab, (batch, 8 * steps + 1))
    model = CharRNN(vocab, units=7, layers=2, batch=batch, steps=steps)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        state = sess.run(model.initial_state)
        for step in range(8):
            first = step * steps
            feed = {model.inputs: text[:, first:first + steps], model.targets: text[:, first + 1:first + steps + 1],
                    model.keep_prob: 1.0}
            for layer, (c, h) in enumerate(model.initial_state):
                feed[c], feed[h] = state[layer].c, state[layer].h
            _, value, state, memory = sess.run([model.train, model.loss, model.final_state, model.memory], feed)
            print("step %d loss %.6f memory %.6f output %.6f" % (step, value, memory, state[-1].h.sum()))


if __name__ == "__main__":
    main()
