"""The initializer of the scope draws the output layer too, which keeps the Session: Keras would draw it from its own."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import GraphBasicDecoder

tf.compat.v1.disable_v2_behavior()

np.random.seed(47)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

source = tf.compat.v1.placeholder(tf.int32, [BATCH, None], name="source")
source_length = tf.compat.v1.placeholder(tf.int32, [BATCH], name="source_length")
target_in = tf.compat.v1.placeholder(tf.int32, [BATCH, None], name="target_in")
target_out = tf.compat.v1.placeholder(tf.int32, [BATCH, None], name="target_out")
target_length = tf.compat.v1.placeholder(tf.int32, [BATCH], name="target_length")

embedding = tf.compat.v1.get_variable("embedding", [WORDS, SIZE])

with tf.compat.v1.variable_scope("encoder"):
    encoder_cell = tf.compat.v1.nn.rnn_cell.BasicLSTMCell(UNITS)
    encoder_outputs, encoder_state = tf.compat.v1.nn.dynamic_rnn(
        encoder_cell, tf.compat.v1.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)

with tf.compat.v1.variable_scope("decoder", initializer=tf.random_uniform_initializer(-0.08, 0.08)):
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
    greedy = GraphBasicDecoder(
        cell,
        tfa.seq2seq.GreedyEmbeddingSampler(),
        output_layer=projection,
        maximum_iterations=8,
    )
    spoken, spoken_state, spoken_lengths = greedy(
        embedding,
        initial_state=encoder_state,
        start_tokens=tf.fill([BATCH], GO),
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
    words, end, count = sess.run([spoken.sample_id, spoken_state.h, spoken_lengths], feed_dict=feed)
    print("spoken", words)
    print("end", end)
    print("count", count)
