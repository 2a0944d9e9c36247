"""Only the top cell of a stack attends."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import joint_glorot

np.random.seed(84)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([WORDS, SIZE]), name="embedding")

encoder_cell = tf.keras.layers.StackedRNNCells([tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4)) for _ in range(2)])
encoder = tf.keras.layers.RNN(
    encoder_cell,
    return_sequences=True,
    return_state=True,
    zero_output_for_mask=True,
)

attention = tfa.seq2seq.LuongAttention(UNITS)
cells = [tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4)), tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))]
top = tfa.seq2seq.AttentionWrapper(cells[1], attention, attention_layer_size=UNITS)
cell = tf.keras.layers.StackedRNNCells([cells[0], top])
projection = tf.keras.layers.Dense(WORDS, name="projection")
decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


def forward(source, source_length, target_in, target_length):
    encoder_outputs, *encoder_state = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    attention.setup_memory(encoder_outputs, memory_sequence_length=source_length)
    start = (encoder_state[0], top.get_initial_state(batch_size=BATCH, dtype=tf.float32).clone(cell_state=encoder_state[1]))
    outputs, final_state, lengths = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=tuple(start),
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
    return outputs.rnn_output, final_state[0][1], final_state[1].cell_state[0], final_state[1].alignments


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
logits, lower, upper, alignments = [
    value.numpy()
    for value in predict(
        feed["source"], feed["source_length"], feed["target_in"], feed["target_length"]
    )
]
print("logits", logits)
print("lower", lower)
print("upper", upper)
print("alignments", alignments)
