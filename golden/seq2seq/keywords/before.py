"""Every argument by keyword, in an order of its own, through from-imports."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib.rnn import LSTMCell
from tensorflow.contrib.seq2seq import BasicDecoder, TrainingHelper, dynamic_decode, sequence_loss

np.random.seed(15)
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
    cell = LSTMCell(UNITS)
    projection = tf.layers.Dense(WORDS, name="projection")
    helper = TrainingHelper(sequence_length=target_length, name="reader",
                            inputs=tf.nn.embedding_lookup(embedding, target_in))
    decoder = BasicDecoder(initial_state=encoder_state, output_layer=projection, helper=helper, cell=cell)
    outputs, final_state, lengths = dynamic_decode(
        swap_memory=True, decoder=decoder, parallel_iterations=8, scope="decoder")

weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
loss = sequence_loss(outputs.rnn_output, target_out, weights)
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
