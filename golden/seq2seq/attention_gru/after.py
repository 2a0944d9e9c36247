"""Attention around a GRU: its state is a tensor, no pair."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import joint_glorot

np.random.seed(53)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([WORDS, SIZE]), name="embedding")

encoder_limits = tf.repeat([(6 / (SIZE + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
encoder = tf.keras.layers.GRU(
    UNITS,
    reset_after=False,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * encoder_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * encoder_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
)

attention = tfa.seq2seq.LuongAttention(UNITS)
cell = tf.keras.layers.GRUCell(UNITS, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0))
cell = tfa.seq2seq.AttentionWrapper(cell, attention, attention_layer_size=UNITS)
projection = tf.keras.layers.Dense(WORDS, name="projection")
decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(source, source_length, target_in, target_length):
    encoder_outputs, encoder_state = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    attention.setup_memory(encoder_outputs, memory_sequence_length=source_length)
    start = cell.get_initial_state(batch_size=BATCH, dtype=tf.float32).clone(cell_state=encoder_state)
    outputs, final_state, lengths = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=start,
        sequence_length=target_length,
    )
    return outputs, final_state


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
        outputs, final_state = forward(source, source_length, target_in, target_length)

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
    outputs, final_state = forward(source, source_length, target_in, target_length)
    return outputs.rnn_output, final_state.cell_state, final_state.alignments


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
logits, hidden, alignments = [
    value.numpy()
    for value in predict(
        feed["source"], feed["source_length"], feed["target_in"], feed["target_length"]
    )
]
print("logits", logits)
print("hidden", hidden)
print("alignments", alignments)
