"""A kept Session and beam search: TFA alone would find nothing but end tokens."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import GraphBasicDecoder, GraphBeamSearchDecoder

tf.compat.v1.disable_v2_behavior()

np.random.seed(9)
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

with tf.compat.v1.variable_scope("decoder"):
    cell = tf.compat.v1.nn.rnn_cell.LSTMCell(UNITS)
    projection = tf.compat.v1.layers.Dense(WORDS, name="projection")
    helper = tfa.seq2seq.TrainingSampler()
    decoder = GraphBasicDecoder(cell, helper, output_layer=projection)
    outputs, final_state, lengths = decoder(
        tf.compat.v1.nn.embedding_lookup(embedding, target_in),
        initial_state=encoder_state,
        sequence_length=target_length,
    )

with tf.compat.v1.variable_scope("decoder", reuse=True):
    tiled = tfa.seq2seq.tile_batch(encoder_state, 3)
    searcher = GraphBeamSearchDecoder(cell, beam_width=3, output_layer=projection, maximum_iterations=7)
    found, found_state, found_lengths = searcher(
        embedding,
        initial_state=tiled,
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
