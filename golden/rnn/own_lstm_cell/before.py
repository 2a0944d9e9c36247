"""An LSTM of the program's own, with sizes from its inputs: its state is (c, h) in TF1, [h, c] in Keras."""
import numpy as np
import tensorflow as tf

np.random.seed(42)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [BATCH, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [BATCH])


class CoupledLSTMCell(tf.contrib.rnn.RNNCell):
    """An LSTM that writes as much as it forgets."""

    def __init__(self, num_units, forget_bias=1.0):
        self.num_units = num_units
        self.forget_bias = forget_bias

    @property
    def state_size(self):
        return tf.contrib.rnn.LSTMStateTuple(self.num_units, self.num_units)

    @property
    def output_size(self):
        return self.num_units

    def __call__(self, inputs, state, scope=None):
        with tf.variable_scope(scope or type(self).__name__):
            c, h = state
            x_size = inputs.get_shape()[1].value
            w_x = tf.get_variable("w_x", [x_size, 3 * self.num_units], initializer=tf.orthogonal_initializer())
            w_h = tf.get_variable("w_h", [self.num_units, 3 * self.num_units])
            bias = tf.get_variable("bias", [3 * self.num_units], initializer=tf.zeros_initializer)
            gates = tf.matmul(inputs, w_x) + tf.matmul(h, w_h) + bias
            candidate, forget, output = tf.split(gates, 3, axis=1)
            keep = tf.sigmoid(forget + self.forget_bias)
            new_c = keep * c + (1.0 - keep) * tf.tanh(candidate)
            new_h = tf.sigmoid(output) * tf.tanh(new_c)
            return new_h, tf.contrib.rnn.LSTMStateTuple(new_c, new_h)


cell = CoupledLSTMCell(UNITS, forget_bias=0.5)
outputs, state = tf.nn.dynamic_rnn(cell, x, sequence_length=n, dtype=tf.float32)
ends = tf.concat([state.c, state.h], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(state.c))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, ends], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
