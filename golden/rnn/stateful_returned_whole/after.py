"""What one run returned is fed whole into one placeholder, where c comes first."""
import numpy as np
import tensorflow as tf

np.random.seed(94)
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


def forward(ids, start):
    outputs, final_h, final_c = lstm(tf.nn.embedding_lookup(embedding, ids), initial_state=[start[1], start[0]])
    final_state = [final_h, final_c]
    return outputs, final_state


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS], tf.int32),
        tf.TensorSpec([2, BATCH, UNITS], tf.float32),
    ],
    autograph=False,
)
def compute_final_state(ids, start):
    outputs, final_state = forward(ids, start)
    return final_state


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS], tf.int32),
        tf.TensorSpec([BATCH, STEPS], tf.int32),
        tf.TensorSpec([2, BATCH, UNITS], tf.float32),
    ],
    autograph=False,
)
def train_step(ids, targets, start):
    with tf.GradientTape() as tape:
        outputs, final_state = forward(ids, start)
        logits = tf.matmul(tf.reshape(outputs, [-1, UNITS]), softmax_w) + softmax_b
        loss = tf.reduce_mean(
            tf.nn.sparse_softmax_cross_entropy_with_logits(labels=tf.reshape(targets, [-1]), logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


first_feed = {
    "ids": text[:, :STEPS],
    "targets": text[:, 1:STEPS + 1],
    "start": 0.1 * np.ones((2, BATCH, UNITS)),
}
state = tf.nest.map_structure(lambda value: value.numpy(), compute_final_state(first_feed["ids"], first_feed["start"]))
for step in range(1, 5):
    first = step * STEPS
    feed = {
        "ids": text[:, first:first + STEPS],
        "targets": text[:, first + 1:first + STEPS + 1],
        "start": state[::-1],
    }
    value = train_step(**feed).numpy()
    print("loss %.6f" % value)
print(state[1].tolist())
