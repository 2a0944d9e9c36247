"""The initializer of a variable_scope draws the kernels of the cells that run in it, and no bias."""
import numpy as np
import tensorflow as tf

np.random.seed(76)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

cell = tf.keras.layers.StackedRNNCells([tf.keras.layers.LSTMCell(
    UNITS,
    kernel_initializer=tf.random_uniform_initializer(-0.1, 0.1),
    recurrent_initializer=tf.random_uniform_initializer(-0.1, 0.1),
    unit_forget_bias=False,
) for _ in range(2)])
rnn = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, *state = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
        ends = tf.concat([state[0][1], state[1][0]], axis=1)
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def predict(x, n):
    outputs, *state = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    ends = tf.concat([state[0][1], state[1][0]], axis=1)
    return outputs, ends


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
