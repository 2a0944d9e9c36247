"""One function decodes for training and for use; the weights are shared by the name of its scope."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa
from tf1_rnn_cells import joint_glorot

np.random.seed(32)
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

attention = tfa.seq2seq.BahdanauAttention(UNITS)
cell = tf.keras.layers.GRUCell(UNITS, reset_after=False, **joint_glorot(2, 1, gate_bias=1.0))
attn_cell = tfa.seq2seq.AttentionWrapper(cell, attention, attention_layer_size=UNITS // 2)
projection = tf.keras.layers.Dense(WORDS, use_bias=False)
decoder = tfa.seq2seq.BasicDecoder(
    attn_cell,
    tfa.seq2seq.TrainingSampler(),
    output_layer=projection,
    output_time_major=False,
    impute_finished=True,
    maximum_iterations=STEPS,
)
pred_decoder = tfa.seq2seq.BasicDecoder(
    attn_cell,
    tfa.seq2seq.GreedyEmbeddingSampler(),
    output_layer=projection,
    output_time_major=False,
    impute_finished=True,
    maximum_iterations=STEPS,
)

optimizer = tf.keras.optimizers.Adam(0.01, epsilon=1e-8)


# no input_signature: impute_finished needs the batch size when the function is traced
@tf.function(autograph=False)
def train_step(source, source_length, target_in, target_out, target_length):
    with tf.GradientTape() as tape:
        encoder_outputs = encoder(
            tf.nn.embedding_lookup(embedding, source),
            mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
        )
        attention.setup_memory(encoder_outputs, memory_sequence_length=source_length)
        outputs = decoder(
            tf.nn.embedding_lookup(embedding, target_in),
            initial_state=attn_cell.get_initial_state(batch_size=BATCH, dtype=tf.float32),
            sequence_length=target_length,
        )
        train_outputs = outputs[0]

        weights = tf.sequence_mask(target_length, STEPS, dtype=tf.float32)
        loss = tfa.seq2seq.sequence_loss(train_outputs.rnn_output, target_out, weights)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


# no input_signature: impute_finished needs the batch size when the function is traced
@tf.function(autograph=False)
def predict(source, source_length, target_in, target_length):
    encoder_outputs = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    attention.setup_memory(encoder_outputs, memory_sequence_length=source_length)
    outputs = decoder(
        tf.nn.embedding_lookup(embedding, target_in),
        initial_state=attn_cell.get_initial_state(batch_size=BATCH, dtype=tf.float32),
        sequence_length=target_length,
    )
    train_outputs = outputs[0]
    return train_outputs.rnn_output, train_outputs.sample_id


# no input_signature: impute_finished needs the batch size when the function is traced
@tf.function(autograph=False)
def predict_sample_id(source, source_length):
    encoder_outputs = encoder(
        tf.nn.embedding_lookup(embedding, source),
        mask=tf.sequence_mask(source_length, tf.shape(source)[1]),
    )
    attention.setup_memory(encoder_outputs, memory_sequence_length=source_length)
    outputs_2 = pred_decoder(
        embedding,
        initial_state=attn_cell.get_initial_state(batch_size=BATCH, dtype=tf.float32),
        start_tokens=tf.fill([BATCH], GO),
        end_token=END,
    )
    pred_outputs = outputs_2[0]
    return pred_outputs.sample_id, pred_outputs.rnn_output


def batch():
    tokens = np.random.randint(3, WORDS, (BATCH, STEPS))
    shifted = np.concatenate([np.full((BATCH, 1), GO), tokens[:, :-1]], axis=1)
    lengths = np.random.randint(1, STEPS + 1, BATCH)
    lengths[0] = STEPS
    return {
        "source": tf.constant(tokens, tf.int32),
        "source_length": tf.constant(lengths, tf.int32),
        "target_in": tf.constant(shifted, tf.int32),
        "target_out": tf.constant(tokens, tf.int32),
        "target_length": tf.constant(np.roll(lengths, 1), tf.int32),
    }


for step in range(4):
    feed = batch()
    value = train_step(**feed).numpy()
    print(step, "%.6f" % value)
feed = batch()
logits, ids = [
    value.numpy()
    for value in predict(
        feed["source"], feed["source_length"], feed["target_in"], feed["target_length"]
    )
]
print("logits", logits)
print("ids", ids)
words, scores = [
    value.numpy()
    for value in predict_sample_id(feed["source"], feed["source_length"])
]
print("words", words)
print("scores", scores)
