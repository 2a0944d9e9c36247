"""An LSTM of the program's own, with sizes from its inputs: its state is (c, h) in TF1, [h, c] in Keras."""
import numpy as np
import tensorflow as tf

np.random.seed(42)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]


class CoupledLSTMCell(tf.keras.layers.Layer):
    """An LSTM that writes as much as it forgets."""

    def __init__(self, num_units, forget_bias=1.0):
        super().__init__()
        self.num_units = num_units
        self.forget_bias = forget_bias

    @property
    def state_size(self):
        return [self.num_units, self.num_units]

    @property
    def output_size(self):
        return self.num_units

    def build(self, input_shape):
        x_size = input_shape[1]
        self.w_x = self.add_weight(
            name="w_x",
            shape=[x_size, 3 * self.num_units],
            initializer=tf.initializers.orthogonal(),
        )
        self.w_h = self.add_weight(name="w_h", shape=[self.num_units, 3 * self.num_units])
        self.bias = self.add_weight(name="bias", shape=[3 * self.num_units], initializer=tf.zeros_initializer())

    def call(self, inputs, state):
        h, c = state
        gates = tf.matmul(inputs, self.w_x) + tf.matmul(h, self.w_h) + self.bias
        candidate, forget, output = tf.split(gates, 3, axis=1)
        keep = tf.sigmoid(forget + self.forget_bias)
        new_c = keep * c + (1.0 - keep) * tf.tanh(candidate)
        new_h = tf.sigmoid(output) * tf.tanh(new_c)
        return new_h, [new_h, new_c]


cell = CoupledLSTMCell(UNITS, forget_bias=0.5)
rnn = tf.keras.layers.RNN(cell, return_sequences=True, return_state=True, zero_output_for_mask=True)
optimizer = tf.keras.optimizers.Adam(0.02, epsilon=1e-8)


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([BATCH], tf.int32),
    ]
)
def train_step(x, n):
    with tf.GradientTape() as tape:
        outputs, rnn_h, rnn_c = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
        state = [rnn_h, rnn_c]
        loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(state[1]))
    optimizer.minimize(loss, tape.watched_variables(), tape=tape)
    return loss


@tf.function(
    input_signature=[
        tf.TensorSpec([BATCH, STEPS, FEATURES], tf.float32),
        tf.TensorSpec([BATCH], tf.int32),
    ]
)
def predict(x, n):
    outputs, rnn_h, rnn_c = rnn(x, mask=tf.sequence_mask(n, tf.shape(x)[1]))
    state = [rnn_h, rnn_c]
    ends = tf.concat([state[1], state[0]], axis=1)
    return outputs, ends


feed = {"x": data, "n": lengths}
for step in range(5):
    value = train_step(**feed).numpy()
    print("step", step, "loss %.6f" % value)
first, second = [value.numpy() for value in predict(**feed)]
print(first.tolist())
print(second.tolist())
