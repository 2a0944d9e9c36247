"""A cell of the program's own with two states of different sizes, run in both directions and from a state."""
import numpy as np
import tensorflow as tf

np.random.seed(43)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]


class TraceCell(tf.keras.layers.Layer):
    """Keep a hidden state, and a smaller trace of it."""

    def __init__(self, num_units, trace_units, activation=tf.tanh):
        super(TraceCell, self).__init__()
        self._num_units = num_units
        self._trace_units = trace_units
        self._activation = activation

    @property
    def state_size(self):
        return (self._num_units, self._trace_units)

    @property
    def output_size(self):
        return self._num_units

    def build(self, input_shape):
        self.decay = self.add_weight(name="decay", shape=[self._trace_units], initializer=tf.constant_initializer(0.7))
        self.hidden = tf.keras.layers.Dense(self._num_units, name="hidden")
        self.trace = tf.keras.layers.Dense(self._trace_units, use_bias=False, name="trace")

    def call(self, inputs, state):
        hidden, trace = state
        joined = tf.concat([inputs, hidden, trace], axis=1)
        hidden = self._activation(self.hidden(joined))
        trace = self.decay * trace + self.trace(hidden)
        return hidden, (hidden, trace)


trace_cell = TraceCell(UNITS, 2)
trace_cell_2 = TraceCell(4, 3, activation=tf.nn.relu)
rnn_forward = tf.keras.layers.RNN(trace_cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
rnn_backward = tf.keras.layers.RNN(
    trace_cell_2,
    return_sequences=True,
    return_state=True,
    go_backwards=True,
    zero_output_for_mask=True,
)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


def forward_pass(x, n):
    mask = tf.sequence_mask(n, tf.shape(x)[1])
    forward, *end_fw = rnn_forward(x, mask=mask)
    backward, *end_bw = rnn_backward(x, mask=mask)
    backward = tf.reverse(backward, axis=[1])
    outputs = tf.concat([forward, backward], axis=2)
    ends = tf.concat([end_fw[0], end_fw[1], end_bw[0], end_bw[1]], axis=1)
    return outputs, ends


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([BATCH], tf.int32),
    ]
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, ends = forward_pass(x, n)
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([BATCH], tf.int32),
    ]
)
def predict(x, n):
    outputs, ends = forward_pass(x, n)
    return outputs, ends


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
