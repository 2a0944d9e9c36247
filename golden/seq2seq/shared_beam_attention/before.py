"""Training and beam search attend with the weights of one scope, the search over tiled outputs of the encoder."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(36)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2
BEAMS = 3

source = tf.placeholder(tf.int32, [BATCH, None], name="source")
source_length = tf.placeholder(tf.int32, [BATCH], name="source_length")
target_in = tf.placeholder(tf.int32, [BATCH, None], name="target_in")
target_out = tf.placeholder(tf.int32, [BATCH, None], name="target_out")
target_length = tf.placeholder(tf.int32, [BATCH], name="target_length")

with tf.variable_scope("encoder"):
    embedding = tf.get_variable("embedding", [WORDS, SIZE])
    encoder_cell = tf.nn.rnn_cell.LSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
        encoder_cell, tf.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)

with tf.variable_scope("decoder"):
    attention = seq2seq.LuongAttention(UNITS, encoder_outputs, memory_sequence_length=source_length)
    cell = tf.nn.rnn_cell.LSTMCell(UNITS)
    cell = seq2seq.AttentionWrapper(cell, attention, attention_layer_size=UNITS)
    start = cell.zero_state(BATCH, tf.float32).clone(cell_state=encoder_state)
    projection = tf.layers.Dense(WORDS, use_bias=False, name="projection")
    helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, target_in), target_length)
    decoder = seq2seq.BasicDecoder(cell, helper, start, output_layer=projection)
    outputs, final_state, _ = seq2seq.dynamic_decode(decoder)

with tf.variable_scope("decoder", reuse=True):
    tiled_outputs = seq2seq.tile_batch(encoder_outputs, multiplier=BEAMS)
    tiled_lengths = seq2seq.tile_batch(source_length, multiplier=BEAMS)
    tiled_state = seq2seq.tile_batch(encoder_state, multiplier=BEAMS)
    beam_attention = seq2seq.LuongAttention(UNITS, tiled_outputs, memory_sequence_length=tiled_lengths)
    beam_cell = seq2seq.AttentionWrapper(
        tf.nn.rnn_cell.LSTMCell(UNITS), beam_attention, attention_layer_size=UNITS)
    beam_start = beam_cell.zero_state(BATCH * BEAMS, tf.float32).clone(cell_state=tiled_state)
    searcher = seq2seq.BeamSearchDecoder(
        beam_cell, embedding, tf.fill([BATCH], GO), END, beam_start, BEAMS,
        output_layer=tf.layers.Dense(WORDS, use_bias=False, name="projection"))
    found, found_state, _ = seq2seq.dynamic_decode(searcher, maximum_iterations=7)

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
    logits, attended = sess.run([outputs.rnn_output, final_state.attention], feed_dict=feed)
    print("logits", logits)
    print("attended", attended)
    words, scores, count = sess.run(
        [found.predicted_ids, found.beam_search_decoder_output.scores, found_state.lengths], feed_dict=feed)
    print("words", words)
    print("scores", scores)
    print("count", count)
    # both memories in one run
    logits, words = sess.run([outputs.rnn_output, found.predicted_ids], feed_dict=feed)
    print("logits", logits)
    print("words", words)
