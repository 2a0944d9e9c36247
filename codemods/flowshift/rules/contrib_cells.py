"""Write out cells of `tf.contrib` for programs that keep their Session.

    cell = tf.contrib.rnn.LayerNormBasicLSTMCell(64)    ->  cell = LayerNormBasicLSTMCell(64)

with `from tf1_rnn_cells import LayerNormBasicLSTMCell`. Cells that `tf.compat.v1.nn.rnn_cell` still has stay there: they
compute the same on the same variables. For the others TF 1.15's own computation is written into the project, on
`tf.compat.v1`: the same variables under the same names, so that checkpoints fit, and states in TF1's order (c, h).
In a native program rule rnn-cell makes Keras cells of them, where there are such. `CudnnLSTM` and its kin need a GPU in TF1
and keep their weights as one opaque buffer: they get a finding that says what to write.

Source: TF 1.15 `contrib/rnn`, `contrib/cudnn_rnn`; both were run with the same initial values, training steps included.
"""

from __future__ import annotations

import libcst as cst

from ..kinds.facts import Reference
from ..model import Style
from .change import Change, Edit, manual
from .context import Context
from .registry import Rule
from .written_out.cells_module import MODULE

_NAME = "rnn-contrib-cell"
_RNN, _CUDNN = "tf.contrib.rnn.", "tf.contrib.cudnn_rnn."

# Names that another rule claims for native programs.
IN_SESSION = frozenset(
    {
        *(_RNN + name for name in ("LSTMBlockCell", "LayerNormBasicLSTMCell", "GRUBlockCellV2")),
        *(_RNN + name for name in ("stack_bidirectional_dynamic_rnn", "stack_bidirectional_rnn")),
        _CUDNN + "CudnnCompatibleLSTMCell",
    }
)
_OWN = frozenset({_RNN + "GRUBlockCell", _CUDNN + "CudnnCompatibleGRUCell"})
_OPAQUE = {
    _CUDNN
    + "CudnnLSTM": "tf.keras.layers.LSTM(units, return_sequences=True, return_state=True, time_major=True), one for each "
    "layer and direction, uses cuDNN on a GPU; its weights come from CudnnLSTM's canonical form, gates i, f, c, o, both "
    "biases added up",
    _CUDNN
    + "CudnnGRU": "tf.keras.layers.GRU(units, return_sequences=True, return_state=True, time_major=True), one for each "
    "layer and direction, with its default reset_after=True computes what cuDNN does; the weights come from the canonical form",
    _CUDNN + "CudnnRNNTanh": "tf.keras.layers.SimpleRNN(units, time_major=True), one for each layer and direction",
    _CUDNN
    + "CudnnRNNRelu": "tf.keras.layers.SimpleRNN(units, activation='relu', time_major=True), one for each layer and "
    "direction",
}


def in_session(reference: Reference, context: Context) -> Change | None:
    """Write out a cell or function in a program that keeps its Session; None for a name that `tf.compat.v1` has."""
    name = reference.api.name
    if name not in IN_SESSION and name not in _OWN:
        return None
    own = name.rpartition(".")[2]
    return Change(
        _NAME,
        reference.node,
        name,
        f"becomes {own} of {MODULE}.py, TF 1.15's computation written out",
        edits=(Edit(reference.node, lambda _: cst.Name(own)),),
        written=(own,),
    )


def apply(reference: Reference, context: Context) -> Change | None:
    """Rewrite one reference."""
    name = reference.api.name
    if name in _OPAQUE:
        return manual(_NAME, reference.node, name, _OPAQUE[name])
    if context.style is Style.EAGER:
        return manual(
            _NAME, reference.node, name, "no Keras cell computes it: it is written out where the Session is kept"
        )
    return in_session(reference, context)


RULES = (
    Rule(
        _NAME,
        "rnn",
        "cells of tf.contrib that TF2 does not have are written out",
        __doc__ or "",
        frozenset({*_OWN, *_OPAQUE}),
        apply,
    ),
)
