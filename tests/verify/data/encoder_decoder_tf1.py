# ruff: noqa: UP010, UP031
"""A small TF 1.x encoder-decoder: learns to repeat a sequence. Also prints what only the encoder's outputs show."""

from __future__ import print_function

import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

VOCAB, EMBED, UNITS, BATCH, STEPS = 20, 8, 16, 4, 5
GO, EOS = 1, 2

np.random.seed(0)

# placeholders, [batch, time] unless said otherwise
source = tf.placeholder(tf.int32, [None, None], name="source")
source_length = tf.placeholder(tf.int32, [None], name="source_length")
target_in = tf.placeholder(tf.int32, [None, None], name="target_in")
target_out = tf.placeholder(tf.int32, [None, None], name="target_out")
target_length = tf.placeholder(tf.int32, [None], name="target_length")

embedding = tf.get_variable("embedding", [VOCAB, EMBED])
output_layer = tf.layers.Dense(VOCAB, name="projection")

with tf.variable_scope("encoder"):
    encoder_cell = tf.nn.rnn_cell.BasicLSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
        encoder_cell, tf.nn.embedding_lookup(embedding, source), sequence_length=source_length, dtype=tf.float32
    )

with tf.variable_scope("decoder"):
    decoder_cell = tf.contrib.rnn.LSTMCell(UNITS)
    helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, target_in), target_length)
    decoder = seq2seq.BasicDecoder(decoder_cell, helper, encoder_state, output_layer=output_layer)
    outputs, final_state, _ = seq2seq.dynamic_decode(decoder, impute_finished=True)
    logits = outputs.rnn_output

weights = tf.sequence_mask(target_length, dtype=tf.float32)
loss = seq2seq.sequence_loss(logits, target_out, weights)
optimizer = tf.train.AdamOptimizer(learning_rate=0.01)
gradients, variables = zip(*optimizer.compute_gradients(loss))
gradients, _ = tf.clip_by_global_norm(gradients, 5.0)
train_op = optimizer.apply_gradients(zip(gradients, variables))
memory = tf.reduce_mean(encoder_state.c)  # the cell state, not the output
total = tf.reduce_sum(encoder_outputs)


def batch():
    tokens = np.random.randint(3, VOCAB, (BATCH, STEPS))
    lengths = np.random.randint(2, STEPS + 1, BATCH)
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    return {
        source: tokens,
        source_length: lengths,
        target_in: shifted,
        target_out: tokens,
        target_length: np.full(BATCH, STEPS),
    }


with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    for step in range(20):
        feed = batch()
        _, cost = sess.run([train_op, loss], feed_dict=feed)
        if step % 5 == 0:
            print("step", step, "loss %.5f" % cost)
    feed = batch()
    predicted, mean_memory, output_total = sess.run([outputs.sample_id, memory, total], feed_dict=feed)
    print("predicted", predicted.tolist())
    print("memory %.5f" % mean_memory)
    print("outputs %.5f" % output_total)
