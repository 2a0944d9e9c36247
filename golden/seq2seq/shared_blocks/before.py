"""Everything is made again in a second block of the scope, with reuse: embedding, cells, output layer."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(31)
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

with tf.variable_scope("decoder"):
    target_embedding = tf.get_variable("target_embedding", [WORDS, SIZE])
    cell = tf.nn.rnn_cell.LSTMCell(UNITS)
    helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(target_embedding, target_in), target_length)
    decoder = seq2seq.BasicDecoder(
        cell, helper, encoder_state, output_layer=tf.layers.Dense(WORDS, name="projection"))
    outputs, final_state, _ = seq2seq.dynamic_decode(decoder)

with tf.variable_scope("decoder", reuse=True):
    infer_embedding = tf.get_variable("target_embedding")
    # the same cell again
    infer_cell = tf.nn.rnn_cell.LSTMCell(UNITS)
    infer_helper = seq2seq.GreedyEmbeddingHelper(infer_embedding, tf.fill([BATCH], GO), END)
    infer_decoder = seq2seq.BasicDecoder(
        infer_cell, infer_helper, encoder_state, output_layer=tf.layers.Dense(WORDS, name="projection"))
    infer_outputs, _, infer_lengths = seq2seq.dynamic_decode(infer_decoder, maximum_iterations=8)

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
    logits, hidden = sess.run([outputs.rnn_output, final_state.h], feed_dict=feed)
    print("logits", logits)
    print("hidden", hidden)
    words, count = sess.run([infer_outputs.sample_id, infer_lengths], feed_dict=feed)
    print("words", words)
    print("count", count)
