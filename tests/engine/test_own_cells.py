"""Cells that a program defines itself become Keras layers where their weights and states can be followed."""

from __future__ import annotations

import pytest
from checks import migrate

SOURCE = """\
import numpy as np
import tensorflow as tf

x = tf.placeholder(tf.float32, [2, 4, 3], name="x")


def squash(value):
    return tf.tanh(value) / 2.0


class Decay(tf.nn.rnn_cell.RNNCell):
    def __init__(self, units):
        super(Decay, self).__init__()
        self._units = units

    @property
    def state_size(self):
        return self._units

    @property
    def output_size(self):
        return self._units

    def call(self, inputs, state):
        rate = tf.get_variable("rate", [self._units], initializer=tf.zeros_initializer())
        state = rate * state + squash(tf.layers.dense(inputs, self._units, name="dense"))
        return state, state


cell = Decay(5)
outputs, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)

with tf.Session() as sess:
    sess.run(tf.global_variables_initializer())
    print(sess.run(state, {x: np.ones([2, 4, 3])}))
"""
OWN_CALL = SOURCE.replace("    def call(self, inputs, state):", "    def __call__(self, inputs, state, scope=None):")


def migrated(source: str) -> str:
    """Return what a program becomes."""
    return migrate(source).after.decode()


def test_weights_are_built_once_and_the_state_comes_from_keras() -> None:
    text = migrated(SOURCE)
    assert "class Decay(tf.keras.layers.Layer):" in text
    assert 'self.rate = self.add_weight(name="rate", shape=[self._units], initializer=tf.zeros_initializer())' in text
    assert "squash(self.dense(inputs))" in text
    assert "tf.keras.layers.RNN(cell, return_sequences=True, return_state=True)" in text
    assert "Session" not in text


def test_a_step_that_is_written_as_a_call_loses_its_scope() -> None:
    text = migrated(OWN_CALL)
    assert "def call(self, inputs, states):" in text
    assert "scope" not in text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cell = Decay(5)", "cell = Decay((5, 6))"),  # a state of several tensors
        ("return self._units\n\n    @property\n    def output", "return size_of(self)\n\n    @property\n    def output")
        and ("[self._units], initializer", "[inputs.get_shape()[1].value * int(state.shape[1])], initializer"),
        ("def squash(value):\n    return", "def squash(value):\n    tf.get_variable('w', [3])\n    return"),
        ("initializer=tf.zeros_initializer()", "initializer=tf.zeros([5])"),
        ('name="dense"', "tf.tanh"),  # TF1 counts its name
        ("self._units = units", "self._units = self.trainable = units"),
        ("outputs, state", "_ = cell(x[:, 0], tf.zeros([2, 5]))\noutputs, state"),
        (
            "    def call(",
            "    def zero_state(self, batch_size, dtype):\n        return tf.ones([2, 5])\n\n    def call(",
        ),
        ("cell = Decay(5)", "cell = tf.nn.rnn_cell.DropoutWrapper(Decay(5), 0.5)"),
        (
            "outputs, state = tf.nn",
            "with tf.variable_scope('all', initializer=tf.ones_initializer()):\n    outputs, state = tf.nn",
        ),
    ],
)
def test_what_cannot_be_followed_keeps_the_session(old: str, new: str) -> None:
    assert old in SOURCE
    assert "Session" in migrated(SOURCE.replace(old, new))


def test_a_cell_with_a_call_of_its_own_that_two_networks_run_has_weights_in_each() -> None:
    again = "with tf.variable_scope('again'):\n    _, state = tf.nn.dynamic_rnn(cell, x, dtype=tf.float32)\n\nwith tf.Session"
    assert "Session" in migrated(OWN_CALL.replace("with tf.Session", again))
    assert "Session" not in migrated(SOURCE.replace("with tf.Session", again))


def test_the_rule_can_be_switched_off() -> None:
    assert "Session" in migrate(SOURCE, ignore=frozenset({"rnn-own-cell"})).after.decode()
