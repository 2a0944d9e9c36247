"""Dropout, residual connections and attention on the top cell of a stack, fed with a probability of one."""
import numpy as np
import tensorflow as tf
from tensorflow.contrib import seq2seq

np.random.seed(93)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

source = tf.placeholder(tf.int32, [None, None], name="source")
source_length = tf.placeholder(tf.int32, [None], name="source_length")
target_in = tf.placeholder(tf.int32, [None, None], name="target_in")
target_out = tf.placeholder(tf.int32, [None, None], name="target_out")
target_length = tf.placeholder(tf.int32, [None], name="target_length")

embedding = tf.get_variable("embedding", [WORDS, SIZE])
batch_size = tf.shape(source)[0]

with tf.variable_scope("encoder"):
    encoder_cell = tf.nn.rnn_cell.MultiRNNCell([tf.nn.rnn_cell.BasicLSTMCell(UNITS) for _ in range(2)])
    encoder_outputs, encoder_state = tf.nn.dynamic_rnn(
        encoder_cell, tf.nn.embedding_lookup(embedding, source),
        sequence_length=source_length, dtype=tf.float32)

keep = tf.placeholder_with_default(1.0, [], name="keep")


def build_cell():
    cell = tf.contrib.rnn.LSTMCell(UNITS)
    cell = tf.contrib.rnn.DropoutWrapper(cell, output_keep_prob=keep)
    return tf.contrib.rnn.ResidualWrapper(cell)


with tf.variable_scope("decoder"):
    attention = seq2seq.LuongAttention(UNITS, encoder_outputs, memory_sequence_length=source_length)
    cells = [build_cell() for _ in range(2)]
    cells[-1] = seq2seq.AttentionWrapper(
        cells[-1], attention, attention_layer_size=UNITS, initial_cell_state=encoder_state[-1],
        cell_input_fn=lambda inputs, attended: inputs + attended, name="attending")
    state = list(encoder_state)
    state[-1] = cells[-1].zero_state(batch_size, tf.float32)
    projection = tf.layers.Dense(WORDS, name="projection")
    inputs = tf.layers.dense(tf.nn.embedding_lookup(embedding, target_in), UNITS, name="input_projection")
    helper = seq2seq.TrainingHelper(inputs, target_length)
    decoder = seq2seq.BasicDecoder(tf.contrib.rnn.MultiRNNCell(cells), helper, tuple(state), output_layer=projection)
    longest = tf.reduce_max(target_length)
    outputs, final_state, lengths = seq2seq.dynamic_decode(
        decoder, impute_finished=True, maximum_iterations=longest)

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
    logits, lower, upper = sess.run([outputs.rnn_output, final_state[0].c, final_state[1].cell_state.h], feed_dict=feed)
    print("logits", logits)
    print("lower", lower)
    print("upper", upper)
