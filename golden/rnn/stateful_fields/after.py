"""The state comes back as a tuple whose fields are read by name and place, and is kept as numpy."""
import numpy as np
import tensorflow as tf

np.random.seed(91)
BATCH, STEPS, VOCAB, EMBED, UNITS, LAYERS = 3, 4, 11, 5, 6, 2
text = np.random.randint(0, VOCAB, (BATCH, 6 * STEPS + 1))

embedding = tf.Variable(tf.keras.initializers.GlorotUniform()([VOCAB, EMBED]), name="embedding")
lstm_limit = (6 / (EMBED + 5 * UNITS)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    UNITS,
    return_sequences=True,
    return_state=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
)
softmax_w = tf.Variable(tf.keras.initializers.GlorotUniform()([UNITS, VOCAB]), name="softmax_w")
softmax_b = tf.Variable(tf.zeros_initializer()([VOCAB]), name="softmax_b")
optimizer = tf.keras.optimizers.SGD(0.5)


@tf.function(autograph=False)
def compute_zeros():
    zeros = lstm.cell.get_initial_state(batch_size=BATCH, dtype=tf.float32)
    return zeros


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS], tf.int32),
        tf.TensorSpec([BATCH, STEPS], tf.int32),
        tf.TensorSpec([BATCH, UNITS], tf.float32),
        tf.TensorSpec([BATCH, UNITS], tf.float32),
    ],
    autograph=False,
)
def train_step(ids, targets, state_c, state_h):
    with tf.GradientTape() as tape:
        outputs, final_h, final_c = lstm(tf.nn.embedding_lookup(embedding, ids), initial_state=[state_h, state_c])
        final_state = [final_h, final_c]
        logits = tf.matmul(tf.reshape(outputs, [-1, UNITS]), softmax_w) + softmax_b
        loss = tf.reduce_mean(
            tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(targets, [-1]), logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return [loss, final_state]


state = tf.nest.map_structure(lambda value: value.numpy(), compute_zeros())
for step in range(6):
    first = step * STEPS
    feed = {"ids": text[:, first:first + STEPS], "targets": text[:, first + 1:first + STEPS + 1],
            "state_c": state[1], "state_h": state[0]}
    value, state = tf.nest.map_structure(lambda value: value.numpy(), train_step(**feed))
    print("loss %.6f" % value, "memory %.6f" % state[1].sum(), "output %.6f" % state[0].sum())
