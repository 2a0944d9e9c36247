"""One cell reads two sequences: both networks train its weights."""
import numpy as np
import tensorflow as tf
from tf1_rnn_cells import joint_glorot

np.random.seed(79)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

cell = tf.keras.layers.LSTMCell(UNITS, **joint_glorot(4))
rnn = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
rnn_layer = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward(x, n):
    question, question_h, question_c = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    question_state = [question_h, question_c]
    answer, answer_h, answer_c = rnn_layer(tf.reverse(x, [1]))
    answer_state = [answer_h, answer_c]
    distance = tf.abs(question_state[0] - answer_state[0])
    return answer, distance


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        answer, distance = forward(x, n)
        loss = tf.reduce_mean(tf.square(distance - 0.3)) + tf.reduce_mean(tf.square(answer))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def compute_distance_and_answer(x, n):
    answer, distance = forward(x, n)
    return distance, answer


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in compute_distance_and_answer(**feed)]
print(first.tolist())
print(second.tolist())
