"""sequence_loss with each way of averaging."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(81)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

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

mask = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
per_step = seq2seq.sequence_loss(outputs.rnn_output, target_out, mask, average_across_batch=True, average_across_timesteps=False)
per_sentence = seq2seq.sequence_loss(outputs.rnn_output, target_out, mask, average_across_timesteps=True, average_across_batch=False)
per_word = seq2seq.sequence_loss(outputs.rnn_output, target_out, mask, False, False)
summed = seq2seq.sequence_loss(
    outputs.rnn_output, target_out, mask, False, False, sum_over_timesteps=True, sum_over_batch=True)

weights = 0.5 * tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
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
    steps, sentences, words, total = sess.run([per_step, per_sentence, per_word, summed], feed_dict=feed)
    print("steps", steps)
    print("sentences", sentences)
    print("words", words)
    print("total", total)
