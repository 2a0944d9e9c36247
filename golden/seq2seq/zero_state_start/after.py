"""A decoder that starts from its cell's zero state."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

np.random.seed(92)
BATCH, STEPS, WORDS, SIZE, UNITS = 4, 6, 11, 5, 7
GO, END = 1, 2

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([WORDS, SIZE]), name="embedding")

cell_limit = (6 / (SIZE + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
cell = tf.keras.layers.LSTMCell(
    UNITS,
    kernel_initializer=tf.keras.initializers.RandomUniform(-cell_limit, cell_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-cell_limit, cell_limit),
)
projection = tf.keras.layers.Dense(WORDS, name="projection")
decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)

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
        outputs, final_state, lengths = decoder(
            tf.nn.embedding_lookup(embedding, target_in),
            initial_state=cell.get_initial_state(batch_size=BATCH, dtype=tf.float32),
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
    outputs, final_state, lengths = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=cell.get_initial_state(batch_size=BATCH, dtype=tf.float32),
        sequence_length=target_length,
    )
    return outputs.rnn_output, outputs.sample_id, final_state[1], final_state[0], lengths


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
logits, ids, memory, hidden, decoded = [value.numpy() for value in predict(feed["target_in"], feed["target_length"])]
print("logits", logits)
print("ids", ids)
print("memory", memory)
print("hidden", hidden)
print("decoded", decoded)
