"""A function decodes in one of two modes: its branches make the helper, the scope shares the weights."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import StackedCells, joint_glorot

np.random.seed(33)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([WORDS, SIZE]), name="embedding")
encoder_limit = (6 / (SIZE + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
encoder = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    zero_output_for_mask=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-encoder_limit, encoder_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-encoder_limit, encoder_limit),
)


def build_cell(units, layers):
    return tf.keras.layers.StackedRNNCells([tf.keras.layers.GRUCell(units, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0)) for _ in range(layers)])


cell = build_cell(UNITS, 2)
projection = tf.keras.layers.Dense(WORDS, name="projection")
decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)
found_decoder = tfa.seq2seq.BeamSearchDecoder(
    StackedCells(cell.cells),
    beam_width=2,
    output_layer=projection,
    maximum_iterations=7,
)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH, None], tf.int32),
        tf.TensorSpec([BATCH], tf.int32),
    ],
    autograph=False,
)
def train_step(target_in, target_out, target_length):
    with tf.GradientTape() as tape:
        start = cell.get_initial_state(batch_size=BATCH, dtype=tf.float32)
        outputs, final_state, lengths = decoder(
            tf.nn.embedding_lookup(embedding, target_in),
            initial_state=tuple(start),
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
def predict(target_in, target_length):
    start = cell.get_initial_state(batch_size=BATCH, dtype=tf.float32)
    outputs, final_state, lengths = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=tuple(start),
        sequence_length=target_length,
    )
    return outputs.rnn_output, final_state[1]


@tf.function(autograph=False)
def predict_predicted_ids():
    found_start = cell.get_initial_state(batch_size=BATCH, dtype=tf.float32)
    found, found_state, found_lengths = found_decoder(
        embedding,
        initial_state=tuple(tuple(tf.nest.flatten(part)) for part in tfa.seq2seq.tile_batch(found_start, 2)),
        start_tokens=tf.fill([BATCH], GO),
        end_token=END,
    )
    return found.predicted_ids, found_state.lengths


def batch():
    tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    lengths = np.random.randint(1, STEPS + 1, BATCH)
    lengths[0] = STEPS
    return {"source": tokens, "source_length": lengths, "target_in": shifted, "target_out": tokens,
            "target_length": np.roll(lengths, 1)}


for step in range(4):
    feed = batch()
    value = train_step(feed["target_in"], feed["target_out"], feed["target_length"]).numpy()
    print(step, "%.6f" % value)
feed = batch()
logits, hidden = [value.numpy() for value in predict(feed["target_in"], feed["target_length"])]
print("logits", logits)
print("hidden", hidden)
words, count = [value.numpy() for value in predict_predicted_ids()]
print("words", words)
print("count", count)
