"""Write the recurrent cells that a program defines itself as Keras layers.

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
            state = rate * state + tf.layers.dense(inputs, self._units, name="candidate")
            return state, state

becomes

    class Decay(tf.keras.layers.Layer):
        ...
        def build(self, input_shape):
            self.rate = self.add_weight(name="rate", shape=[self._units], initializer=tf.zeros_initializer())
            self.candidate = tf.keras.layers.Dense(self._units, name="candidate")

        def call(self, inputs, states):
            state = states[0]
            state = self.rate * state + self.candidate(inputs)
            return state, state

and a network runs it as `tf.keras.layers.RNN(Decay(units), ...)`. Weights that TF1 finds by name in each step are made once,
in `build`; sizes that were read from the inputs come from `input_shape`. Where the state is an `LSTMStateTuple(c, h)`, it is
`[h, c]` afterwards as in every Keras cell, and what unpacks it, reads a part or returns it follows. A step that is written as
`__call__(self, inputs, state, scope=None)`, with its scope, becomes `call` as well.

A program keeps its Session where a cell of its own is called by hand, wrapped or decoded with, has methods beside these, makes
weights whose description depends on more than the cell and the size of its inputs, or gives its state's size in a way that
cannot be followed. There the class stays, derived from `tf.compat.v1.nn.rnn_cell.RNNCell`.

Source: `rnn_cell_impl.py` of TF 1.15, `keras/layers/rnn` of Keras 2.15; such cells were run, with outputs, states and gradients
equal to 1e-5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from .change import Change
from .registry import Rule

NAME = "rnn-own-cell"


def changes(classes: Iterable[cst.ClassDef]) -> Iterator[Change]:
    """Yield what there is to say of each class."""
    for node in classes:
        yield Change(
            NAME, node, "tf.nn.rnn_cell.RNNCell", "becomes a Keras layer: weights in build, its state from Keras"
        )


RULES = (
    Rule(
        NAME,
        "rnn",
        "recurrent cells of the program's own become Keras layers",
        __doc__ or "",
    ),
)
