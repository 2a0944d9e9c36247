"""A small TF 1.x encoder-decoder: learns to repeat a sequence. Runs on TF 1.15 as it stands."""
from __future__ import print_function

import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

VOCAB, EMBED, UNITS, BATCH, STEPS = 20, 8, 16, 4, 5
GO, EOS = 1, 2

np.random.seed(0)

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([VOCAB, EMBED]), name="embedding")
output_layer = tf.keras.layers.Dense(VOCAB, name="projection")

encoder_limit = (6 / (EMBED + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
encoder = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-encoder_limit, encoder_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-encoder_limit, encoder_limit),
)

decoder_cell_limit = (6 / (EMBED + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
decoder_cell = tf.keras.layers.LSTMCell(
    UNITS,
    kernel_initializer=tf.keras.initializers.RandomUniform(-decoder_cell_limit, decoder_cell_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-decoder_cell_limit, decoder_cell_limit),
)
decoder = tfa.seq2seq.BasicDecoder(
    decoder_cell,
    tfa.seq2seq.TrainingSampler(),
    output_layer=output_layer,
    impute_finished=True,
)

optimizer = tf.keras.optimizers.Adam(learning_rate=0.01, epsilon=1e-8)


# placeholders, [batch, time] unless said otherwise
def forward(source, source_length, target_in, target_length):
    encoder_outputs, encoder_h, encoder_c = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    encoder_state = [encoder_h, encoder_c]
    outputs, final_state, _ = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=encoder_state,
        sequence_length=target_length,
    )
    return encoder_state, outputs


# no input_signature: impute_finished needs the batch size when the function is traced
@tf.function(autograph=False)
def train_step(source, source_length, target_in, target_out, target_length):
    with tf.GradientTape() as tape:
        encoder_state, outputs = forward(source, source_length, target_in, target_length)
        logits = outputs.rnn_output

        weights = tf.sequence_mask(target_length, dtype=tf.float32)
        loss = tfa.seq2seq.sequence_loss(logits, target_out, weights)
    variables = tape.watched_variables()
    gradients = tape.gradient(loss, variables)
    gradients, _ = tf.clip_by_global_norm(gradients, 5.0)
    optimizer.apply_gradients(zip(gradients, variables))
    return loss


# no input_signature: impute_finished needs the batch size when the function is traced
@tf.function(autograph=False)
def predict(source, source_length, target_in, target_length):
    encoder_state, outputs = forward(source, source_length, target_in, target_length)
    memory = tf.reduce_mean(encoder_state[1])  # the cell state, not the output
    return outputs.sample_id, memory


def batch():
    tokens = np.random.randint(3, VOCAB, (BATCH, STEPS))
    lengths = np.random.randint(2, STEPS + 1, BATCH)
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    return {
        "source": tf.constant(tokens, tf.int32),
        "source_length": tf.constant(lengths, tf.int32),
        "target_in": tf.constant(shifted, tf.int32),
        "target_out": tf.constant(tokens, tf.int32),
        "target_length": tf.constant(np.full(BATCH, STEPS), tf.int32),
    }


for step in range(20):
    feed = batch()
    cost = train_step(**feed).numpy()
    if step % 5 == 0:
        print("step", step, "loss %.5f" % cost)
feed = batch()
predicted, mean_memory = [
    value.numpy()
    for value in predict(
        feed["source"], feed["source_length"], feed["target_in"], feed["target_length"]
    )
]
print("predicted", predicted.tolist())
print("memory %.5f" % mean_memory)
