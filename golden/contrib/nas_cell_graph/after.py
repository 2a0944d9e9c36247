"""The cell that a search found, with a projection, in a stack, chosen by a name."""
import numpy as np
import tensorflow as tf

tf.compat.v1.disable_v2_behavior()


class NASCell(tf.compat.v1.nn.rnn_cell.RNNCell):
    """Compute tf.contrib.rnn.NASCell of TensorFlow 1.15 (https://arxiv.org/abs/1611.01578)."""

    def __init__(self, num_units, num_proj=None, use_bias=False, reuse=None, **kwargs):
        super().__init__(_reuse=reuse, **kwargs)
        self._num_units, self._num_proj, self._use_bias = num_units, num_proj, use_bias

    @property
    def state_size(self):
        return tf.compat.v1.nn.rnn_cell.LSTMStateTuple(self._num_units, self.output_size)

    @property
    def output_size(self):
        return self._num_units if self._num_proj is None else self._num_proj

    def call(self, inputs, state):
        columns = 8 * self._num_units
        recurrent_kernel = tf.compat.v1.get_variable("recurrent_kernel", [self.output_size, columns])
        kernel = tf.compat.v1.get_variable("kernel", [int(inputs.shape[-1]), columns])
        cell, output = state
        from_state = tf.matmul(output, recurrent_kernel)
        if self._use_bias:
            bias = tf.compat.v1.get_variable("bias", [columns], initializer=tf.compat.v1.zeros_initializer())
            from_state = tf.nn.bias_add(from_state, bias)
        m = tf.split(from_state, 8, 1)
        x = tf.split(tf.matmul(inputs, kernel), 8, 1)
        first = tf.tanh(tf.sigmoid(x[0] + m[0]) * tf.nn.relu(x[1] + m[1]))
        second = tf.tanh(tf.sigmoid(x[2] + m[2]) + tf.nn.relu(x[3] * m[3]))
        third = tf.tanh(tf.tanh(x[4] + m[4]) * tf.sigmoid(x[5] + m[5]))
        fourth = tf.sigmoid(tf.tanh(x[6] + m[6]) + tf.sigmoid(x[7] + m[7]))
        cell = tf.tanh(first + cell) * second
        output = tf.tanh(cell * tf.tanh(third + fourth))
        if self._num_proj is not None:
            weights = tf.compat.v1.get_variable("projection_weights", [self._num_units, self._num_proj])
            output = tf.matmul(output, weights)
        return output, tf.compat.v1.nn.rnn_cell.LSTMStateTuple(cell, output)


def rnn_decoder(decoder_inputs, initial_state, cell, loop_function=None, scope=None):
    """Run tf.contrib.legacy_seq2seq.rnn_decoder of TensorFlow 1.15."""
    with tf.compat.v1.variable_scope(scope or "rnn_decoder"):
        state, outputs, previous = initial_state, [], None
        for step, inputs in enumerate(decoder_inputs):
            if loop_function is not None and previous is not None:
                with tf.compat.v1.variable_scope("loop_function", reuse=True):
                    inputs = loop_function(previous, step)
            if step > 0:
                tf.compat.v1.get_variable_scope().reuse_variables()
            previous, state = cell(inputs, state)
            outputs.append(previous)
    return outputs, state


np.random.seed(11)
data = np.random.rand(2, 3).astype(np.float32)
x = tf.compat.v1.placeholder(tf.float32, [2, 3])
kind = "nas"
if kind == "nas":
    cell_fn = NASCell
else:
    cell_fn = tf.compat.v1.nn.rnn_cell.GRUCell
stack = tf.compat.v1.nn.rnn_cell.MultiRNNCell([cell_fn(4), tf.compat.v1.nn.rnn_cell.DropoutWrapper(cell_fn(4), output_keep_prob=1.0)])
outputs, state = rnn_decoder([x, x * 2], stack.zero_state(2, tf.float32), stack)
projected, _ = tf.compat.v1.nn.dynamic_rnn(NASCell(4, num_proj=2, use_bias=True), tf.stack(outputs, 1), dtype=tf.float32)
loss = tf.reduce_sum(projected)
train = tf.compat.v1.train.GradientDescentOptimizer(0.1).minimize(loss)

with tf.compat.v1.Session() as sess:
    sess.run(tf.compat.v1.global_variables_initializer())
    print(sess.run([outputs, state], {x: data}))
    for step in range(3):
        print(sess.run([loss, train], {x: data})[0])
    print(sorted(v.name for v in tf.compat.v1.trainable_variables()))
