"""A kept Session: attention is built again over tiled memory for beam search, and shares its weights by reuse."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import GraphAttentionWrapper, GraphBasicDecoder, GraphBeamSearchDecoder, GraphLuongAttention

tf.compat.v1.disable_v2_behavior()

np.random.seed(70)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

source = tf.compat.v1.placeholder(tf.int32, [None, None], name="source")
source_length = tf.compat.v1.placeholder(tf.int32, [None], name="source_length")
target_in = tf.compat.v1.placeholder(tf.int32, [None, None], name="target_in")
target_out = tf.compat.v1.placeholder(tf.int32, [None, None], name="target_out")
target_length = tf.compat.v1.placeholder(tf.int32, [None], name="target_length")

embedding = tf.compat.v1.get_variable("embedding", [WORDS, SIZE])
batch_size = tf.shape(source)[0]

with tf.compat.v1.variable_scope("encoder"):
    encoder_cell = tf.compat.v1.nn.rnn_cell.BasicLSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.compat.v1.nn.dynamic_rnn(
        encoder_cell, tf.compat.v1.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)


def attending_cell(memory, lengths):
    attention = GraphLuongAttention(UNITS, memory, memory_sequence_length=lengths)
    cell = tf.compat.v1.nn.rnn_cell.MultiRNNCell(
        [tf.compat.v1.nn.rnn_cell.ResidualWrapper(tf.compat.v1.nn.rnn_cell.GRUCell(SIZE + UNITS)), tf.compat.v1.nn.rnn_cell.GRUCell(UNITS)])
    return GraphAttentionWrapper(cell, attention, attention_layer_size=UNITS)


projection = tf.compat.v1.layers.Dense(WORDS, name="projection")
with tf.compat.v1.variable_scope("decoder"):
    cell = attending_cell(encoder_outputs, source_length)
    start = cell.zero_state(batch_size, tf.float32)
    helper = tfa.seq2seq.TrainingSampler()
    decoder = GraphBasicDecoder(cell, helper, output_layer=projection, impute_finished=True)
    outputs, final_state, lengths = decoder(
        tf.compat.v1.nn.embedding_lookup(embedding, target_in),
        initial_state=start,
        sequence_length=target_length,
    )

with tf.compat.v1.variable_scope("decoder", reuse=True):
    searching = attending_cell(tfa.seq2seq.tile_batch(encoder_outputs, 3), tfa.seq2seq.tile_batch(source_length, 3))
    searcher = GraphBeamSearchDecoder(searching, beam_width=3, output_layer=projection, maximum_iterations=7)
    found, found_state, _ = searcher(
        embedding,
        initial_state=searching.zero_state(batch_size * 3, tf.float32),
        start_tokens=tf.fill([batch_size], GO),
        end_token=END,
    )

weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
loss = tfa.seq2seq.sequence_loss(outputs.rnn_output, target_out, weights)
train = tf.compat.v1.train.AdamOptimizer(0.01).minimize(loss)


def batch():
    tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    lengths = np.random.randint(1, STEPS + 1, BATCH)
    lengths[0] = STEPS
    return {source: tokens, source_length: lengths, target_in: shifted, target_out: tokens,
            target_length: np.roll(lengths, 1)}


with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    for step in range(4):
        feed = batch()
        _, value = sess.run([train, loss], feed_dict=feed)
        print(step, "%.6f" % value)
    feed = batch()
    logits, alignments = sess.run([outputs.rnn_output, final_state.alignments], feed_dict=feed)
    print("logits", logits)
    print("alignments", alignments)
    words, scores, count = sess.run(
        [found.predicted_ids, found.beam_search_decoder_output.scores, found_state.lengths], feed_dict=feed)
    print("words", words)
    print("scores", scores)
    print("count", count)
