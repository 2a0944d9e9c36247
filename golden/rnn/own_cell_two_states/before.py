"""A cell of the program's own with two states of different sizes, run in both directions and from a state."""
import numpy as np
import tensorflow as tf

np.random.seed(43)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [BATCH, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [BATCH])


class TraceCell(tf.nn.rnn_cell.RNNCell):
    """Keep a hidden state, and a smaller trace of it."""

    def __init__(self, num_units, trace_units, activation=tf.tanh):
        super(TraceCell, self).__init__(_reuse=None)
        self._num_units = num_units
        self._trace_units = trace_units
        self._activation = activation

    @property
    def state_size(self):
        return (self._num_units, self._trace_units)

    @property
    def output_size(self):
        return self._num_units

    def call(self, inputs, state):
        hidden, trace = state
        decay = tf.get_variable("decay", shape=[self._trace_units], initializer=tf.constant_initializer(0.7))
        joined = tf.concat([inputs, hidden, trace], axis=1)
        hidden = self._activation(tf.layers.dense(joined, self._num_units, name="hidden"))
        trace = decay * trace + tf.layers.dense(hidden, self._trace_units, use_bias=False, name="trace")
        return hidden, (hidden, trace)


with tf.variable_scope("both"):
    (forward, backward), (end_fw, end_bw) = tf.nn.bidirectional_dynamic_rnn(
        TraceCell(UNITS, 2), TraceCell(4, 3, activation=tf.nn.relu), x, sequence_length=n, dtype=tf.float32)
outputs = tf.concat([forward, backward], axis=2)
ends = tf.concat([end_fw[0], end_fw[1], end_bw[0], end_bw[1]], axis=1)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(ends))
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
