"""Sequences whose number is written into a reshape and a zero state: the variables are made with as many."""
import numpy as np
import tensorflow as tf
import tensorflow_addons as tfa

symbols = "shift"
batch_size, units = 2, 4
steps = len(symbols) - 1
classes = len(set(symbols))

lstm_limit = (6 / (classes + 5 * units)) ** 0.5  # one Glorot range for inputs and state, as in TF1
lstm = tf.keras.layers.LSTM(
    units,
    return_sequences=True,
    kernel_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
    recurrent_initializer=tf.keras.initializers.RandomUniform(-lstm_limit, lstm_limit),
)
dense = tf.keras.layers.Dense(classes)

weights = tf.ones([batch_size, steps])
optimizer = tf.keras.optimizers.Adam(learning_rate=0.1, epsilon=1e-8)


def forward(x):
    outputs = lstm(tf.one_hot(x, classes))
    flat = tf.reshape(outputs, [-1, units])
    logits = dense(flat)
    logits = tf.reshape(logits, [batch_size, steps, classes])
    return logits


# the variables are made here, so that the functions are traced once
with tf.GradientTape() as tape:
    forward(tf.zeros([batch_size, steps], tf.int32))
optimizer.build(tape.watched_variables())


@tf.function(
    input_signature=[
        tf.TensorSpec([None, steps], tf.int32),
        tf.TensorSpec([None, steps], tf.int32),
    ],
    autograph=False,
)
def train_step(x, y):
    with tf.GradientTape() as tape:
        logits = forward(x)
        loss = tfa.seq2seq.sequence_loss(logits=logits, targets=y, weights=weights)
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, steps], tf.int32)], autograph=False)
def predict(x):
    logits = forward(x)
    prediction = tf.argmax(logits, axis=2)
    return prediction


places = np.array([symbols.index(one) for one in symbols])
given = [places[:-1], places[:-1][::-1]]
wanted = [places[1:], places[1:][::-1]]

for step in range(6):
    value = train_step(given, wanted).numpy()
    print(step, "%.5f" % value, predict(given).numpy())
