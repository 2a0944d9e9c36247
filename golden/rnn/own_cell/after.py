"""A cell of the program's own becomes a Keras layer: its weights are made once, in build."""
import numpy as np
import tensorflow as tf

np.random.seed(41)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

class DecayCell(tf.keras.layers.Layer):
    """Remember what was read, less and less."""

    def __init__(self, num_units, **kwargs):
        super(DecayCell, self).__init__(**kwargs)
        self._num_units = num_units

    @property
    def state_size(self):
        return self._num_units

    @property
    def output_size(self):
        return self._num_units

    def build(self, input_shape):
        self.candidate = tf.keras.layers.Dense(self._num_units, activation=tf.tanh, name="candidate")
        self.rate = self.add_weight(name="rate", shape=[self._num_units], initializer=tf.constant_initializer(0.5))

    def call(self, inputs, states):
        state = states[0]
        candidate = self.candidate(inputs)
        state = self.rate * state + (1.0 - self.rate) * candidate
        return state, state


decay_cell = DecayCell(UNITS)
decay = tf.keras.layers.RNN(decay_cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ]
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, state = decay(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(state))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([None, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([None], tf.int32),
    ]
)
def predict(x, n):
    outputs, state = decay(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    return outputs, state


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
