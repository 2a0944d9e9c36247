"""A model that was moved to TFA by guesswork: neither BasicRNNEncoder nor BasicRNNDecoder has ever existed."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

WORDS, SIZE, UNITS = 9, 4, 6

tf.random.set_seed(1)
embedding = tf.keras.layers.Embedding(WORDS, SIZE)
encoder_cell = tf.keras.layers.LSTMCell(UNITS)
decoder_cell = tf.keras.layers.LSTMCell(UNITS)
projection = tf.keras.layers.Dense(WORDS)
encoder = tf.keras.layers.RNN(
    encoder_cell,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
)
optimizer = tf.keras.optimizers.Adam(0.05)

source = tf.constant([[3, 4, 5, 6], [7, 8, 2, 2]])
source_length = tf.constant([4, 2])
target = tf.constant([[1, 3, 4], [1, 7, 8]])
expected = tf.constant([[3, 4, 5], [7, 8, 2]])

for step in range(5):
    with tf.GradientTape() as tape:
        encoder_outputs, *encoder_state = encoder(embedding(source), mask=tf.sequence_mask(source_length, tf.shape(embedding(source))[1]))
        sampler = tfa.seq2seq.TrainingSampler()
        decoder = tfa.seq2seq.BasicDecoder(decoder_cell, sampler, output_layer=projection)
        outputs, final_state, lengths = decoder(embedding(target), initial_state=encoder_state)
        loss = tfa.seq2seq.sequence_loss(outputs.rnn_output, expected, tf.ones([2, 3]))
    weights = tape.watched_variables()
    optimizer.apply_gradients(zip(tape.gradient(loss, weights), weights))
    print(step, "%.5f" % loss.numpy())
# past its length, the encoder says nothing
print(np.abs(encoder_outputs[1, 2:].numpy()).max())
print(len(final_state), lengths.numpy())
