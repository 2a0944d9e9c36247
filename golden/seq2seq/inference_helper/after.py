"""A decoder that feeds on its own output, with functions for each step."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import joint_glorot

np.random.seed(29)
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

cell = tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))
projection = tf.keras.layers.Dense(WORDS, name="projection")
decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)

free = tfa.seq2seq.BasicDecoder(
    cell,
    tfa.seq2seq.InferenceSampler(sample_fn=lambda output: output[:, :SIZE], sample_shape=[SIZE], sample_dtype=tf.float32, end_fn=lambda sample: sample[:, 0] > 10.0),
    output_layer=projection,
    maximum_iterations=4,
)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(source, source_length):
    encoder_outputs, encoder_h, encoder_c = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    encoder_state = [encoder_h, encoder_c]
    return encoder_state


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
        encoder_state = forward(source, source_length)
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
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH], tf.int32),
    ],
    autograph=False,
)
def predict(source, source_length, target_in, target_length):
    encoder_state = forward(source, source_length)
    outputs, final_state, lengths = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=encoder_state,
        sequence_length=target_length,
    )
    return outputs.rnn_output, outputs.sample_id, final_state[1], final_state[0], lengths


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH], tf.int32),
        tf.TensorSpec([BATCH, None], tf.int32),
    ],
    autograph=False,
)
def predict_sample_id(source, source_length, target_in):
    encoder_state = forward(source, source_length)
    spoken, spoken_state, spoken_lengths = free(
        tf.nn.embedding_lookup(embedding, target_in[:, 0]),
        initial_state=encoder_state,
    )
    return spoken.sample_id, spoken_state[1]


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
logits, ids, memory, hidden, decoded = [
    value.numpy()
    for value in predict(
        feed["source"], feed["source_length"], feed["target_in"], feed["target_length"]
    )
]
print("logits", logits)
print("ids", ids)
print("memory", memory)
print("hidden", hidden)
print("decoded", decoded)
sample, end = [
    value.numpy()
    for value in predict_sample_id(
        feed["source"], feed["source_length"], feed["target_in"]
    )
]
print("sample", sample)
print("end", end)
