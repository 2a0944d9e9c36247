"""One function decodes for training and for use: the helper is handed in, the weights are reused."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import GraphAttentionWrapper, GraphBahdanauAttention, GraphBasicDecoder

tf.compat.v1.disable_v2_behavior()

np.random.seed(68)
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

projection = tf.compat.v1.layers.Dense(WORDS, name="projection")


def decode(helper, scope, reuse=None):
    with tf.compat.v1.variable_scope(scope, reuse=reuse):
        attention = GraphBahdanauAttention(UNITS, encoder_outputs, memory_sequence_length=source_length)
        cell = tf.compat.v1.nn.rnn_cell.GRUCell(num_units=UNITS)
        cell = GraphAttentionWrapper(cell, attention, attention_layer_size=UNITS // 2)
        sampler, decoder_inputs = helper
        decoder = GraphBasicDecoder(
            cell,
            sampler,
            output_layer=projection,
            output_time_major=False,
            impute_finished=True,
            maximum_iterations=STEPS,
        )
        return decoder(
            **decoder_inputs,
            initial_state=cell.zero_state(dtype=tf.float32, batch_size=batch_size),
        )


train_helper = (tfa.seq2seq.TrainingSampler(), dict(inputs=tf.compat.v1.nn.embedding_lookup(embedding, target_in), sequence_length=target_length))
greedy_helper = (tfa.seq2seq.GreedyEmbeddingSampler(), dict(inputs=embedding, start_tokens=tf.fill([batch_size], GO), end_token=END))
outputs, final_state, lengths = decode(train_helper, "decode")
spoken, spoken_state, spoken_lengths = decode(greedy_helper, "decode", reuse=True)

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
    logits, hidden, spoken, count = sess.run([outputs.rnn_output, final_state.cell_state, spoken.sample_id, spoken_lengths], feed_dict=feed)
    print("logits", logits)
    print("hidden", hidden)
    print("spoken", spoken)
    print("count", count)
