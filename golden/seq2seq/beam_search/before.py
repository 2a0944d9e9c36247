"""Training and beam search share one cell and one projection."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(63)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 7  # a word that ends some beams early

source = tf.placeholder(tf.int32, [BATCH, None], name="source")
source_length = tf.placeholder(tf.int32, [BATCH], name="source_length")
target_in = tf.placeholder(tf.int32, [BATCH, None], name="target_in")
target_out = tf.placeholder(tf.int32, [BATCH, None], name="target_out")
target_length = tf.placeholder(tf.int32, [BATCH], name="target_length")

embedding = tf.get_variable("embedding", [WORDS, SIZE])

with tf.variable_scope("encoder"):
    encoder_cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
        encoder_cell, tf.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)

with tf.variable_scope("decoder"):
    cell = tf.nn.rnn_cell.LSTMCell(UNITS)
    projection = tf.layers.Dense(WORDS, name="projection")
    helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, target_in), target_length)
    decoder = seq2seq.BasicDecoder(cell, helper, encoder_state, output_layer=projection)
    outputs, final_state, lengths = seq2seq.dynamic_decode(decoder)

with tf.variable_scope("decoder", reuse=True):
    tiled = seq2seq.tile_batch(encoder_state, 3)
    searcher = seq2seq.BeamSearchDecoder(
        cell, embedding, tf.fill([BATCH], GO), END, tiled, 3, output_layer=projection)
    found, found_state, found_lengths = seq2seq.dynamic_decode(searcher, maximum_iterations=7)

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
    logits, ids, memory, hidden, decoded = sess.run([outputs.rnn_output, outputs.sample_id, final_state.c, final_state.h, lengths], feed_dict=feed)
    print("logits", logits)
    print("ids", ids)
    print("memory", memory)
    print("hidden", hidden)
    print("decoded", decoded)
    words, scores, count = sess.run(
        [found.predicted_ids, found.beam_search_decoder_output.scores, found_state.lengths], feed_dict=feed)
    print("words", words)
    print("scores", scores)
    print("count", count)
