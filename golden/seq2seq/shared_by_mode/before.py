"""A function decodes in one of two modes: its branches make the helper, the scope shares the weights."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(33)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

source = tf.placeholder(tf.int32, [BATCH, None], name="source")
source_length = tf.placeholder(tf.int32, [BATCH], name="source_length")
target_in = tf.placeholder(tf.int32, [BATCH, None], name="target_in")
target_out = tf.placeholder(tf.int32, [BATCH, None], name="target_out")
target_length = tf.placeholder(tf.int32, [BATCH], name="target_length")

with tf.variable_scope("encoder"):
    embedding = tf.get_variable("embedding", [WORDS, SIZE])
    encoder_cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
        encoder_cell, tf.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)


def build_cell(units, layers):
    return tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.GRUCell(units) for _ in range(layers)])


def build_decoder(mode, reuse):
    with tf.variable_scope("decoder", reuse=reuse):
        cell = build_cell(UNITS, 2)
        projection = tf.layers.Dense(WORDS, name="projection")
        start = cell.zero_state(BATCH, tf.float32)
        if mode == "train":
            helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, target_in), target_length)
            decoder = seq2seq.BasicDecoder(cell, helper, start, projection)
        else:
            decoder = seq2seq.BeamSearchDecoder(
                cell, embedding, tf.fill([BATCH], GO), END, seq2seq.tile_batch(start, 2), 2, output_layer=projection)
        outputs, state, lengths = seq2seq.dynamic_decode(
            decoder, maximum_iterations=None if mode == "train" else 7)
    return outputs, state, lengths


outputs, final_state, lengths = build_decoder("train", reuse=False)
found, found_state, _ = build_decoder("infer", reuse=True)

weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
loss = seq2seq.sequence_loss(outputs.rnn_output, target_out, weights)
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
    logits, hidden = sess.run([outputs.rnn_output, final_state[1]], feed_dict=feed)
    print("logits", logits)
    print("hidden", hidden)
    words, count = sess.run([found.predicted_ids, found_state.lengths], feed_dict=feed)
    print("words", words)
    print("count", count)
