"""A decoder that the program derives from seq2seq.Decoder."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(40)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

source = tf.placeholder(tf.int32, [None, None], name="source")
source_length = tf.placeholder(tf.int32, [None], name="source_length")
target_in = tf.placeholder(tf.int32, [None, None], name="target_in")
target_out = tf.placeholder(tf.int32, [None, None], name="target_out")
target_length = tf.placeholder(tf.int32, [None], name="target_length")

embedding = tf.get_variable("embedding", [WORDS, SIZE])
batch_size = tf.shape(source)[0]

with tf.variable_scope("encoder"):
    encoder_cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
        encoder_cell, tf.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)


class Chain(seq2seq.Decoder):
    """Feed each output back, through a projection to the input's size."""

    def __init__(self, cell, first, state, size):
        self._cell, self._first, self._state, self._size = cell, first, state, size
        self._back = tf.layers.Dense(SIZE, name="back")

    @property
    def batch_size(self):
        return self._size

    @property
    def output_size(self):
        return tf.TensorShape([UNITS])

    @property
    def output_dtype(self):
        return tf.float32

    def initialize(self, name=None):
        return tf.tile([False], [self._size]), self._first, self._state

    def step(self, time, inputs, state, name=None):
        output, state = self._cell(inputs, state)
        return output, state, self._back(output), tf.tile([False], [self._size])


with tf.variable_scope("decoder"):
    cell = tf.nn.rnn_cell.LSTMCell(UNITS)
    decoder = Chain(cell, tf.nn.embedding_lookup(embedding, target_in[:, 0]), encoder_state, batch_size)
    outputs, final_state, lengths = seq2seq.dynamic_decode(decoder, maximum_iterations=STEPS)
    logits = tf.layers.dense(outputs, WORDS, name="projection")

weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
loss = seq2seq.sequence_loss(logits, target_out, weights)
train = tf.train.AdamOptimizer(0.01).minimize(loss)


def batch():
    tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    lengths = np.random.randint(1, STEPS + 1, BATCH)
    lengths[0] = STEPS
    return {source: tokens, source_length: lengths, target_in: shifted, target_out: tokens,
            target_length: np.roll(lengths, 1)}


with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(4):
        feed = batch()
        _, value = sess.run([train, loss], feed_dict=feed)
        print(step, "%.6f" % value)
    feed = batch()
    chain, memory, decoded = sess.run([outputs, final_state.c, lengths], feed_dict=feed)
    print("chain", chain)
    print("memory", memory)
    print("decoded", decoded)
