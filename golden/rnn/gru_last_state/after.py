"""Classify sequences by the last state of a GRU."""
import numpy as np
import tensorflow as tf

np.random.seed(2)
STEPS, FEATURES, UNITS, CLASSES = 5, 3, 7, 2
data = np.random.rand(6, STEPS, FEATURES).astype(np.float32)
targets = np.random.randint(0, CLASSES, 6)

gru_limits = tf.repeat([(6 / (FEATURES + n * UNITS)) ** 0.5 for n in (3, 3, 2)], UNITS)  # one Glorot range for inputs and state, as in TF1
gru = tf.keras.layers.GRU(
    UNITS,
    reset_after=False,
    return_sequences=True,
    return_state=True,
    kernel_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_limits,
    recurrent_initializer=lambda shape, dtype=None: tf.random.uniform(shape, -1.0, 1.0, dtype) * gru_limits,
    bias_initializer=lambda shape, dtype=None: tf.repeat(tf.constant([1.0, 1.0, 0.0], dtype), UNITS),
)

w = tf.Variable(tf.keras.initializers.GlorotUniform()([UNITS, CLASSES]), name="w")
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ],
    autograph=False,
)
def train_step(x, labels):
    with tf.GradientTape() as tape:
        outputs, state = gru(x)
        logits = tf.matmul(state, w)
        loss = tf.reduce_mean(tf.nn.sparse_softmax_cross_entropy_with_logits(labels=labels, logits=logits))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(input_signature=[tf.TensorSpec([None, STEPS, FEATURES], tf.float32)], autograph=False)
def predict(x):
    outputs, state = gru(x)
    return outputs


for step in range(10):
    value = train_step(data, targets).numpy()
    print("step", step, "loss %.6f" % value)
print(predict(data[:1]).numpy())
