"""Tensors and states repeated for each beam."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

np.random.seed(69)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([WORDS, SIZE]), name="embedding")

encoder_limit = (6 / (SIZE + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
encoder = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-encoder_limit, encoder_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-encoder_limit, encoder_limit),
)

cell_limit = (6 / (SIZE + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
cell = tf.keras.layers.LSTMCell(
    UNITS,
    kernel_initializer=tf.keras.initializers.RandomUniform(-cell_limit, cell_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-cell_limit, cell_limit),
)
projection = tf.keras.layers.Dense(WORDS, name="projection")
decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(source, source_length):
    encoder_outputs, encoder_h, encoder_c = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    encoder_state = [encoder_h, encoder_c]
    return encoder_outputs, encoder_state


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH], tf.int32),
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH], tf.int32),
    ],
    autograph=False,
)
def train_step(source, source_length, target_in, target_out, target_length):
    with tf.GradientTape() as tape:
        encoder_outputs, encoder_state = forward(source, source_length)
        outputs, final_state, lengths = decoder(
            tf.nn.embedding_lookup(embedding, target_in),
            initial_state=encoder_state,
            sequence_length=target_length,
        )

        weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
        loss = tfa.seq2seq.sequence_loss(outputs.rnn_output, target_out, weights)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH], tf.int32),
    ],
    autograph=False,
)
def predict(source, source_length):
    encoder_outputs, encoder_state = forward(source, source_length)

    tiled_outputs = tfa.seq2seq.tile_batch(encoder_outputs, 2)
    tiled_lengths = tfa.seq2seq.tile_batch(source_length, multiplier=2)
    tiled_state = tfa.seq2seq.tile_batch(encoder_state, 2)
    return tiled_outputs, tiled_lengths, tiled_state[1], tiled_state[0]


def batch():
    tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    lengths = np.random.randint(1, STEPS + 1, BATCH)
    lengths[0] = STEPS
    return {"source": tokens, "source_length": lengths, "target_in": shifted, "target_out": tokens,
            "target_length": np.roll(lengths, 1)}


for step in range(4):
    feed = batch()
    value = train_step(**feed).numpy()
    print(step, "%.6f" % value)
feed = batch()
outputs_twice, lengths_twice, memory_twice, hidden_twice = [value.numpy() for value in predict(feed["source"], feed["source_length"])]
print("outputs_twice", outputs_twice)
print("lengths_twice", lengths_twice)
print("memory_twice", memory_twice)
print("hidden_twice", hidden_twice)
