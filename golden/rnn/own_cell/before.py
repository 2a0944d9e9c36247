"""A cell of the program's own becomes a Keras layer: its weights are made once, in build."""
import numpy as np
import tensorflow as tf

np.random.seed(41)
BATCH, STEPS, FEATURES, UNITS = 4, 6, 3, 5
data = np.random.randn(BATCH, STEPS, FEATURES).astype(np.float32)
lengths = [6, 3, 1, 4]

x = tf.placeholder(tf.float32, [None, STEPS, FEATURES])
n = tf.placeholder(tf.int32, [None])

class DecayCell(tf.nn.rnn_cell.RNNCell):
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

    def call(self, inputs, state):
        candidate = tf.layers.dense(inputs, self._num_units, activation=tf.tanh, name="candidate")
        rate = tf.get_variable("rate", [self._num_units], initializer=tf.constant_initializer(0.5))
        state = rate * state + (1.0 - rate) * candidate
        return state, state


outputs, state = tf.nn.dynamic_rnn(DecayCell(UNITS), x, sequence_length=n, dtype=tf.float32)
loss = tf.reduce_mean(tf.square(outputs - 0.3)) + tf.reduce_mean(tf.square(state))
train = tf.train.AdamOptimizer(0.02).minimize(loss)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    feed = {x: data, n: lengths}
    for step in range(5):
        _, value = sess.run([train, loss], feed_dict=feed)
        print("step", step, "loss %.6f" % value)
    first, second = sess.run([outputs, state], feed_dict=feed)
    print(first.tolist())
    print(second.tolist())
