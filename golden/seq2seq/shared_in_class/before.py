"""A model is a class whose method decodes twice, with the weights of one scope."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2


class Translator(object):
    def __init__(self, units):
        self.units = units
        self.source = tf.placeholder(tf.int32, [BATCH, STEPS], name="source")
        self.target_in = tf.placeholder(tf.int32, [BATCH, STEPS], name="target_in")
        self.target_out = tf.placeholder(tf.int32, [BATCH, STEPS], name="target_out")
        self.target_length = tf.placeholder(tf.int32, [BATCH], name="target_length")
        self.embedding = tf.get_variable("embedding", [WORDS, SIZE])
        with tf.variable_scope("encoder"):
            encoder_cell = tf.nn.rnn_cell.LSTMCell(self.units)
            _, self.encoder_state = tf.nn.dynamic_rnn(
                encoder_cell, tf.nn.embedding_lookup(self.embedding, self.source), dtype=tf.float32)
        train_helper = seq2seq.TrainingHelper(
            tf.nn.embedding_lookup(self.embedding, self.target_in), self.target_length)
        greedy_helper = seq2seq.GreedyEmbeddingHelper(self.embedding, tf.fill([BATCH], GO), END)
        self.outputs = self.decode(train_helper)
        self.spoken = self.decode(greedy_helper, reuse=True)
        weights = tf.sequence_mask(self.target_length, STEPS, dtype=tf.float32)
        self.loss = seq2seq.sequence_loss(self.outputs.rnn_output, self.target_out, weights)
        self.train = tf.train.AdamOptimizer(0.01).minimize(self.loss)

    def decode(self, helper, reuse=None):
        with tf.variable_scope("decoder", reuse=reuse):
            cell = tf.nn.rnn_cell.LSTMCell(self.units)
            projection = tf.layers.Dense(WORDS, name="projection")
            decoder = seq2seq.BasicDecoder(cell, helper, self.encoder_state, output_layer=projection)
            outputs, _, _ = seq2seq.dynamic_decode(decoder, maximum_iterations=STEPS)
            return outputs


def main():
    np.random.seed(34)
    model = Translator(UNITS)
    with tf.Session() as sess:
        sess.run(tf.global_variables_initializer())
        for step in range(4):
            tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
            shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
            feed = {model.source: tokens, model.target_in: shifted, model.target_out: tokens,
                    model.target_length: [STEPS, 3, 5, 2 + step]}
            _, value = sess.run([model.train, model.loss], feed_dict=feed)
            print(step, "%.6f" % value)
        words, scores = sess.run([model.spoken.sample_id, model.spoken.rnn_output], feed_dict={model.source: tokens})
        print("words", words)
        print("scores", scores)


if __name__ == "__main__":
    main()
