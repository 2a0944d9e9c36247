"""A function decodes twice in one scope, with a wrapper that projects what its cell gives."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(38)
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


def decode(helper, scope, reuse=None):
    """Decode what a helper reads, with the weights of a scope."""
    with tf.variable_scope(scope, reuse=reuse):
        attention = seq2seq.BahdanauAttention(
            num_units=UNITS, memory=encoder_outputs, memory_sequence_length=source_length)
        cell = tf.contrib.rnn.GRUCell(num_units=UNITS)
        attn_cell = seq2seq.AttentionWrapper(cell, attention, attention_layer_size=UNITS // 2)
        out_cell = tf.contrib.rnn.OutputProjectionWrapper(attn_cell, WORDS, reuse=reuse)
        decoder = seq2seq.BasicDecoder(
            cell=out_cell, helper=helper,
            initial_state=out_cell.zero_state(dtype=tf.float32, batch_size=BATCH))
        outputs = seq2seq.dynamic_decode(
            decoder=decoder, output_time_major=False, impute_finished=True, maximum_iterations=STEPS)
        return outputs[0]


train_helper = seq2seq.TrainingHelper(tf.nn.embedding_lookup(embedding, target_in), target_length)
pred_helper = seq2seq.GreedyEmbeddingHelper(embedding, start_tokens=tf.fill([BATCH], GO), end_token=END)
train_outputs = decode(train_helper, "decode")
pred_outputs = decode(pred_helper, "decode", reuse=True)

weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
loss = seq2seq.sequence_loss(train_outputs.rnn_output, target_out, weights)
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
    logits, ids = sess.run([train_outputs.rnn_output, train_outputs.sample_id], feed_dict=feed)
    print("logits", logits)
    print("ids", ids)
    words, scores = sess.run([pred_outputs.sample_id, pred_outputs.rnn_output], feed_dict=feed)
    print("words", words)
    print("scores", scores)
